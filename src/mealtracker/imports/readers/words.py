"""Words of headers in English, German, French, Spanish and Portuguese, and what they stand for."""

import re
from typing import Final

from mealtracker.domain.money import CURRENCIES, Currency
from mealtracker.domain.text import fold
from mealtracker.imports.readers.amounts import currency_of_sign
from mealtracker.imports.rows import Role

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGNS: Final = re.compile(r"[\W_]+")
_SIGN: Final = re.compile(r"[^\w\s]")
_CODES: Final = frozenset(CURRENCIES)

#: What a column with a role can be called, the likeliest name first.
_NAMES: Final = {
    Role.DAY: """
        transaction date|trans date|date of transaction|purchase date|date operation|
        date d operation|date de l operation|date de transaction|fecha operacion|fecha de operacion|
        fecha transaccion|data da transacao|data da compra|data operacao|transaktionsdatum|
        kaufdatum|belegdatum|umsatzdatum|started date|eaten on|receipt date|date|datum|fecha|data|
        day|dia|buchungstag|buchungsdatum|buchung|booking date|posting date|posted date|posted on|
        post date|date comptable|completed date|value date|date de valeur|valuta|valutadatum|
        wertstellung|
        fecha valor|data valor|time|timestamp|created at""",
    Role.BOOKED_ON: """
        posting date|posted date|post date|booking date|buchungstag|buchungsdatum|date comptable|
        fecha contable|data contabil|completed date|value date|valutadatum|valuta|wertstellung|
        date de valeur|fecha valor|data valor""",
    Role.TIME: "time|uhrzeit|heure|hora|transaction time|zeit",
    Role.BALANCE: """
        balance|saldo|solde|running balance|kontostand|running bal|available balance|
        saldo nach buchung|solde apres operation""",
    Role.DEBIT: """
        debit|debit amount|amount debit|outflow|withdrawal|withdrawals|withdrawal amount|money out|
        paid out|spent|soll|ausgabe|ausgaben|belastung|lastschrift|depense|depenses|sortie|
        cargo|cargos|debe|debito|gasto|gastos|saida|saidas|despesa|despesas|expense""",
    Role.CREDIT: """
        credit|credit amount|amount credit|inflow|deposit|deposits|deposit amount|money in|paid in|
        received|haben|einnahme|einnahmen|gutschrift|recette|recettes|entree|
        abono|abonos|haber|credito|ingreso|ingresos|entrada|entradas|receita|receitas|income""",
    Role.SIGN: """
        transaction type|debit credit|credit debit|debit or credit|dr cr|cr dr|d c|c d|
        soll haben|s h|soll haben kennzeichen|sens|type|typ|tipo|art|credit debit indicator|
        af bij|debito credito""",
    Role.ORIGINAL_AMOUNT: """
        original amount|foreign amount|original cost|amount in foreign currency|
        fremdwahrungsbetrag|originalbetrag|montant d origine|montant original|importe original|
        valor original""",
    Role.ORIGINAL_CURRENCY: """
        original currency|foreign currency|foreign currency code|originalwahrung|fremdwahrung|
        devise d origine|moneda original|moeda original""",
    Role.AMOUNT: """
        amount|transaction amount|betrag|umsatz|montant|importe|monto|valor|quantia|net amount|
        total|total amount|summe|sum|cost|price|preis|prix|precio|preco|cantidad|value|
        billing amount|gross amount|kwota|importo|bedrag""",
    Role.CURRENCY: """
        currency|currency code|wahrung|waehrung|devise|monnaie|moneda|divisa|moeda|ccy|curr|monn|
        transaction currency""",
    Role.PAYEE: """
        payee|merchant|merchant name|payee name|counterparty|counterparty name|partner name|vendor|
        name zahlungsbeteiligter|beguenstigter zahlungspflichtiger|begunstigter zahlungspflichtiger|
        zahlungsempfanger|zahlungsempfangerin|zahlungsempfanger in|empfanger|begunstigter|
        auftraggeber empfanger|beneficiaire|tiers|beneficiario|comercio|estabelecimento|
        favorecido|handler|haendler|handel|store|shop|place|restaurant|name|description|
        transaction description|desc|details|beschreibung|libelle|libelle operation|concepto|
        descripcion|descricao|historico|lancamento|title|what|narrative|particulars|item|items|
        verwendungszweck|bezeichnung|text|memo|original description""",
    Role.MEMO: """
        memo|notes|note|notiz|notizen|comment|comments|verwendungszweck|purpose|reason|
        payment reference|original statement|original description|statement description|
        communication|commentaire|observaciones|nota|notas|buchungstext|additional info""",
    Role.CATEGORY: """
        category|kategorie|categorie|categoria|category name|subcategory|sub category|
        unterkategorie|sous categorie|subcategoria""",
    Role.TAGS: "tags|labels|etiquettes|etiquetas|schlagworte|stichworte",
    Role.ACCOUNT: """
        account|account name|konto|kontoname|kontonummer|compte|cuenta|conta|account number|
        auftragskonto|produit|card|card number|karte""",
    Role.BANK_ID: """
        transaction id|fitid|id|bank id|reference number|transaction reference|n de transaction|
        transaktions id|referenznummer|numero de transaction|id transaccion|identificador|
        booking id|reference|referenz|referencia""",
    Role.STATE: "status|state|etat|estado|zustand|pending",
    Role.MCC: "mcc|merchant category code|mcc code",
}
#: What else a header may say beside the name: `Amount (EUR)`, `Date of sale`.
_LOOSE: Final = frozenset(
    (Role.DAY, Role.AMOUNT, Role.DEBIT, Role.CREDIT, Role.PAYEE, Role.MEMO, Role.CATEGORY)
)
_LOOSE_RANK: Final = 1_000

_RANKS: Final = {
    role: {" ".join(name.split()): rank for rank, name in enumerate(names.split("|"))}
    for role, names in _NAMES.items()
}


def header_key(text: str) -> str:
    """Return what a header says: folded words, `postedOn` and `Posted on:` being the same."""
    return " ".join(_SIGNS.sub(" ", fold(_CAMEL.sub(" ", text))).split())


def header_currency(text: str) -> Currency | None:
    """Return the currency that a header names, as `Amount (EUR)` and `Betrag (€)` do."""
    codes = [word for word in re.findall(r"\b[A-Z]{3}\b", text) if word in _CODES]
    if len(codes) == 1:
        return Currency(codes[0])
    signs = (currency_of_sign(sign) for sign in _SIGN.findall(text))
    return next((currency for currency in signs if currency), None)


def rank_of(role: Role, key: str) -> int | None:
    """Return how well a header fits a role, the best being 0; None if it does not."""
    ranks = _RANKS[role]
    if key in ranks:
        return ranks[key]
    if role not in _LOOSE:
        return None
    found = [rank for name, rank in ranks.items() if f" {name} " in f" {key} "]
    return min(found) + _LOOSE_RANK if found else None


def names_a_column(key: str) -> bool:
    """Whether a cell reads like the header of some column."""
    return any(rank_of(role, key) is not None for role in _RANKS)
