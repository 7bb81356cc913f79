"""The words that `payees` takes off, and the ones that it keeps."""

from typing import Final

#: What stands before the name, as regular expressions; each may be followed by another.
PREFIXES: Final = (
    # who runs the terminal or the shop
    *(r"sq\s?\*\s*", r"sqc?u?\s?\*\s*", r"gosq\.com\s*", r"tst\s?\*\s*", r"toast\s?\*\s*"),
    *(r"paypal\s?[*:]\s*", r"pp\s?\*\s*", r"py\s?\*\s*", r"sp\s?\*\s*", r"sp\s+(?=\S{3})"),
    *(r"iz\s?\*\s*", r"zettle[_\s]*\*\s*", r"sumup\s*\*\s*", r"clv\s?\*\s*", r"clover\s?\*\s*"),
    *(r"ls\s+(?=\w{3,})", r"bt\s?\*\s*", r"stripe\s?\*\s*", r"ppl\s?\*\s*", r"ec\s?\*\s*"),
    *(r"google\s?\*\s*", r"gpay\s?\*?\s+", r"apple\s?pay\s*[*:-]?\s*", r"in\s\*\s*"),
    *(r"fs\s?\*\s*", r"cke\s?\*\s*", r"mp\s?\*\s*", r"mercadopago\s?\*\s*", r"pag\s?\*\s*"),
    *(r"ifd\s?\*\s*(?=\S)", r"nyx\s?\*\s*", r"wl\s?\*\s*", r"yoco\s?\*\s*", r"klarna\s?\*\s*"),
    # how it was paid
    r"pos\s+(?:debit|purchase|withdrawal|sale|transaction)?\s*-?\s*",
    r"(?:visa|mastercard|mc|debit|credit|check)?\s*card\s+(?:purchase|payment|transaction)\s*-?\s*",
    r"checkcard\s+(?:\d{4}\s+)?",
    r"(?:debit|credit)\s+(?:purchase|card)\s*-?\s*",
    r"(?:recurring\s+)?(?:purchase|payment)\s+(?:authorized|authorised)\s+(?:on\s+[\d/]+\s+)?",
    r"(?:contactless|visa|mastercard|maestro)\s+(?:payment|purchase|debit)\s*-?\s*",
    r"(?:karten|kreditkarten|giro)?zahlung\s+(?:bei\s+|an\s+)?",
    r"(?:girocard|lastschrift|kartenumsatz|kauf)\s+(?:bei\s+)?",
    r"(?:paiement|achat|facture)\s+(?:par\s+)?(?:cb|carte)\s+(?:du\s+)?(?:[\d/.]+\s+)?",
    r"carte\s+(?:x?\d{4}\s+)?(?:[\d/.]{5,10}\s+)",
    r"cb\s+(?=\S{2})",
    r"(?:compra|pago|cargo)\s+(?:con\s+)?(?:tarjeta|tarj\.?)\s*(?:en\s+)?(?:[\d*x]{4,}\s+)?",
    r"compra\s+(?:no\s+)?(?:cart[aã]o|d[eé]bito|cr[eé]dito)\s*(?:em\s+)?-?\s*",
    r"compra\s+(?:en\s+)?(?=\S{3})",
    r"\d{4}-\d{2}-\d{2}\s+",
    r"\d{1,2}/\d{1,2}\s+(?=\D)",
)
#: Who brings food: as a bank writes it, as a regular expression, and the name that people know.
DELIVERERS: Final = {
    "doordash": "DoorDash",
    r"uber[\s*]*eats": "Uber Eats",
    "grubhub": "Grubhub",
    "postmates": "Postmates",
    "deliveroo": "Deliveroo",
    "wolt": "Wolt",
    "lieferando": "Lieferando",
    r"takeaway\.com": "Takeaway.com",
    r"just\s?eat": "Just Eat",
    "glovo": "Glovo",
    "ifood": "iFood",
    "rappi": "Rappi",
    "foodora": "Foodora",
    "caviar": "Caviar",
    "seamless": "Seamless",
}
#: Spellings that capitals cannot be guessed for.
BRANDS: Final = {
    "mcdonalds": "McDonald’s",
    "ihop": "IHOP",
    "kfc": "KFC",
    "rewe": "REWE",
    "edeka": "EDEKA",
    "dm": "dm",
    "ikea": "IKEA",
    "7 eleven": "7-Eleven",
    "trader joes": "Trader Joe’s",
}
#: What stands before the number of a branch, as regular expressions.
BRANCH_WORDS: Final = (
    *(r"no\.?", r"nr\.?", "n°", "store", "str", "unit", "filiale", r"fil\.?"),
    *("loja", "tienda", "mag(?:asin)?"),
)
SMALL_WORDS: Final = frozenset(
    "and of the de du des la le les del los las da do dos das e et und y am im an".split()
)
LEGAL_FORMS: Final = (
    *("gmbh", r"gmbh\s*&\s*co\.?\s*kg", "mbh", "ag", "kg", "ohg", "ug", r"e\.?k", r"co\.?\s*kg"),
    *("llc", "inc", "ltd", "corp", "plc", "llp", "limited", r"l\.l\.c"),
    *("sarl", "sas", "sasu", "eurl", r"s\.?a\.?r\.?l", r"s\.a\.s", r"s\.a"),
    *(
        "slu",
        r"s\.l\.u",
        r"s\.l",
        r"lda",
        "ltda",
        "eireli",
        "epp",
        r"s\.?r\.?l",
        r"s\.?p\.?a",
        "bv",
    ),
)
REGIONS: Final = frozenset(
    "AL AK AZ AR CA CO CT DC DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ"
    " NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
    " AB BC MB NB NL NS ON PE QC SK NSW VIC QLD SP RJ MG RS".split()
)
COUNTRIES: Final = frozenset(
    "US USA GB GBR UK DE DEU FR FRA ES ESP PT PRT BR BRA IT ITA AT AUT CH CHE NL NLD BE BEL IE IRL"
    " DK DNK SE SWE NO NOR FI FIN PL POL CZ CZE MX MEX CA CAN AU AUS NZ NZL JP JPN LU LUX".split()
)
#: Words that may stand at the end of a name, and so are no town.
KEPT_WORDS: Final = frozenset(
    "coffee cafe caffe kaffee bakery bakehouse restaurant ristorante restaurante grill bar pub"
    " kitchen pizza pizzeria burger burgers diner deli bistro brasserie tavern taqueria tacos taco"
    " sushi ramen noodles bbq market mart supermarket supermarkt markt foods grocery groceries"
    " grocer house donuts bagels bread eats food truck tea wine wines brewing brewery co company"
    " shop store roasters creamery steakhouse cantina trattoria osteria backerei bell king queen"
    " boulangerie patisserie panaderia padaria mercado marche garden express fuel gas station"
    " pharmacy drugs parking hotel spotify netflix".split()
)
CITY_BEGINNINGS: Final = frozenset(
    "san santa los las new fort ft st saint el la le palo mountain north south east west long lake"
    " port mount mt baton grand salt redwood daly menlo sankt bad villa vila sao são rio".split()
)
CITIES: Final = frozenset(
    [
        *"oakland seattle portland chicago boston austin dallas houston denver phoenix".split(),
        *"miami atlanta brooklyn manhattan queens bronx berkeley pasadena sacramento".split(),
        *"philadelphia detroit memphis nashville orlando tampa cleveland columbus".split(),
        *"indianapolis charlotte baltimore milwaukee omaha tucson fresno raleigh".split(),
        *"minneapolis anaheim honolulu pittsburgh cincinnati lewisville toronto".split(),
        *"vancouver montreal ottawa calgary sydney melbourne brisbane london".split(),
        *"manchester birmingham leeds glasgow edinburgh bristol liverpool dublin".split(),
        *"berlin hamburg münchen munchen munich koln köln cologne frankfurt stuttgart".split(),
        *"dusseldorf leipzig dresden bremen hannover nurnberg bonn mannheim wien".split(),
        *"vienna graz zurich zürich geneve genève basel bern paris lyon marseille".split(),
        *"toulouse nice nantes strasbourg bordeaux lille rennes madrid barcelona".split(),
        *"valencia sevilla zaragoza malaga bilbao granada lisboa lisbon porto braga".split(),
        *"coimbra amsterdam rotterdam utrecht brussels bruxelles antwerp roma rome".split(),
        *"milano milan torino napoli firenze helsinki stockholm copenhagen oslo".split(),
        *"curitiba recife salvador brasilia fortaleza tokyo osaka kyoto".split(),
        *("new york", "san francisco", "los angeles", "san diego", "san jose", "las vegas"),
        *("salt lake city", "new orleans", "kansas city", "st louis", "palo alto", "long beach"),
        *("sao paulo", "rio de janeiro", "belo horizonte", "porto alegre", "mexico city"),
        *("el paso", "fort worth", "santa monica", "mountain view", "menlo park", "den haag"),
    ]
)
