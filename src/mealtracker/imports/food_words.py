"""Words that tell food from everything else: English, German, Spanish, French and Portuguese.

They are folded. A phrase must stand as whole words; the order of the kinds is that of asking.
"""

from typing import Final

#: In payees.
PAYEE_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "delivery": (
        *("doordash", "grubhub", "deliveroo", "lieferando", "uber eats", "just eat", "glovo"),
        *("ifood", "wolt", "postmates", "rappi", "foodora", "seamless", "caviar"),
    ),
    "coffee": (
        *("coffee", "cafe", "caffe", "kaffee", "espresso", "roasters", "roastery", "starbucks"),
        *("dunkin", "peets", "tim hortons", "costa coffee", "caribou", "dutch bros", "cafeteria"),
        *("kaffeerosterei", "teehaus", "tea house", "boba", "bubble tea", "pret a manger"),
    ),
    "drinks": (
        *("pub", "tavern", "brewery", "brewpub", "taproom", "taphouse", "winery", "wine bar"),
        *("cocktail", "saloon", "biergarten", "brauerei", "kneipe", "cerveceria", "bodega"),
        *("cervejaria", "liquor", "liquors", "wine", "wines", "vinoteca", "weinhandlung"),
        *("getranke", "getrankemarkt", "cave a vin", "botequim"),
    ),
    "snacks": (
        *("bakery", "bakehouse", "donut", "donuts", "doughnuts", "bagel", "bagels", "creamery"),
        *("ice cream", "gelato", "frozen yogurt", "patisserie", "boulangerie", "backerei"),
        *("konditorei", "eisdiele", "panaderia", "pasteleria", "heladeria", "padaria"),
        *("pastelaria", "confeitaria", "sorveteria", "gelateria", "chocolatier", "candy"),
        *("cupcakes", "crumbl", "krispy kreme", "kamps", "backwerk", "churreria"),
    ),
    "dining": (
        *("restaurant", "restaurante", "ristorante", "trattoria", "osteria", "pizzeria"),
        *("pizza", "burger", "burgers", "grill", "diner", "bistro", "brasserie", "kitchen"),
        *("sushi", "ramen", "noodle", "noodles", "taqueria", "taco", "tacos", "burrito"),
        *("cantina", "bbq", "barbecue", "smokehouse", "steakhouse", "steak", "chicken"),
        *("wings", "deli", "sandwich", "sandwiches", "subs", "bar", "eatery", "food truck"),
        *("catering", "buffet", "dumpling", "dim sum", "wok", "pho", "thai", "curry", "tandoor"),
        *("kebab", "kebap", "doner", "falafel", "shawarma", "gyros", "poke", "tapas", "mensa"),
        *("kantine", "gaststatte", "gasthaus", "gasthof", "wirtshaus", "imbiss", "ratskeller"),
        *("comida", "comedor", "asador", "meson", "taberna", "parrilla", "marisqueria"),
        *("creperie", "traiteur", "rotisserie", "cantine", "auberge", "table d hote"),
        *("lanchonete", "churrascaria", "tasca", "marisqueira", "rodizio", "cantinho"),
        *("mcdonalds", "mcdonald s", "kfc", "subway", "chipotle", "taco bell", "wendys"),
        *("burger king", "dominos", "pizza hut", "papa johns", "five guys", "shake shack"),
        *("panera", "panda express", "chick fil a", "popeyes", "arbys", "sonic drive in"),
        *("in n out", "jack in the box", "dennys", "ihop", "applebees", "olive garden"),
        *("cheesecake factory", "nandos", "vapiano", "nordsee", "quick", "flunch", "telepizza"),
        *("sweetgreen", "cava", "wingstop", "habibi", "bob s", "outback"),
    ),
    "groceries": (
        *("grocery", "groceries", "grocer", "grocers", "supermarket", "supermarkt", "market"),
        *("foods", "food mart", "butcher", "fishmonger", "farmers market", "greengrocer"),
        *("fruteria", "carniceria", "pescaderia", "ultramarinos", "alimentacion", "mercado"),
        *("supermercado", "hipermercado", "mercearia", "talho", "peixaria", "hortifruti"),
        *("acougue", "supermarche", "epicerie", "boucherie", "charcuterie", "fromagerie"),
        *("primeur", "poissonnerie", "metzgerei", "fleischerei", "markthalle", "hofladen"),
        *("biomarkt", "lebensmittel", "reformhaus", "whole foods", "trader joes", "safeway"),
        *("kroger", "publix", "wegmans", "aldi", "lidl", "rewe", "edeka", "netto", "penny"),
        *("kaufland", "denns", "alnatura", "tesco", "sainsburys", "waitrose", "asda"),
        *("morrisons", "ocado", "carrefour", "leclerc", "auchan", "monoprix", "intermarche"),
        *("franprix", "casino shop", "picard", "mercadona", "eroski", "hipercor", "ahorramas"),
        *("pingo doce", "continente", "pao de acucar", "migros", "coop", "albert heijn"),
        *("jumbo", "heb", "h e b", "food lion", "giant eagle", "albertsons", "vons", "ralphs"),
        *("sprouts", "instacart", "hellofresh", "blue apron", "marche", "mercat"),
    ),
}
#: In payees, inside longer words too, as in German: `Dorfbäckerei`.
STEMS: Final[dict[str, tuple[str, ...]]] = {
    "dining": ("pizzeria", "restaurant", "ristorante", "imbiss", "gasthaus", "steakhouse"),
    "groceries": ("supermar", "supermerc", "hypermar", "lebensmittel", "metzgerei"),
    "coffee": ("kaffeehaus", "kaffeerost", "coffeehouse"),
    "snacks": ("backerei", "patisserie", "konditorei", "boulangerie", "gelateria"),
    "drinks": ("brauhaus", "brewing", "weinbar"),
}
#: In the category that the file gives.
CATEGORY_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "groceries": (
        *("groceries", "grocery", "supermarket", "supermarkets", "lebensmittel", "einkaufe"),
        *("supermarkt", "supermercado", "supermercados", "alimentacion", "comestibles"),
        *("courses", "supermarche", "alimentation", "mercado", "mercearia", "alimentacao"),
    ),
    "coffee": ("coffee", "coffee shops", "cafe", "cafes", "kaffee"),
    "delivery": ("food delivery", "delivery", "lieferdienst", "essen bestellen"),
    "drinks": (
        *("alcohol", "bars", "alcohol bars", "alkohol", "liquor", "bares", "boissons"),
        *("alcool", "bebidas", "drinks"),
    ),
    "snacks": ("snacks", "bakery", "desserts"),
    "dining": (
        *("dining", "dining out", "restaurant", "restaurants", "eating out", "food", "takeout"),
        *("takeaway", "fast food", "food drink", "food and drink", "food dining", "meals", "lunch"),
        *("essen", "essen gehen", "gastronomie", "verpflegung", "restaurantes", "comida"),
        *("comidas", "restauracion", "restauration", "repas", "sorties restaurant", "nourriture"),
        *("refeicoes", "refeicao", "restauracao", "comer fora", "dining and drinking", "bar"),
    ),
}
#: In payees and categories: not food, though a word of food may stand beside it.
NOT_FOOD: Final = (
    *("parking", "parkhaus", "parkplatz", "aparcamiento", "estacionamento", "pharmacy", "drug"),
    *("apotheke", "farmacia", "pharmacie", "hotel", "hotels", "motel", "airbnb", "hostel"),
    *("gas", "fuel", "petrol", "tankstelle", "gasolinera", "carburant", "airlines", "airline"),
    *("airways", "flights", "uber trip", "lyft", "taxi", "railway", "bahn", "insurance"),
    *("versicherung", "seguros", "assurance", "mortgage", "rent", "miete", "alquiler", "loyer"),
    *("aluguel", "electric", "energy", "strom", "utilities", "internet", "mobile", "wireless"),
    *("telecom", "telefonica", "verizon", "vodafone", "netflix", "spotify", "disney plus"),
    *("salary", "payroll", "gehalt", "lohn", "nomina", "salaire", "salario", "dividend"),
    *("interest", "zinsen", "fee", "fees", "atm", "bargeld", "geldautomat", "cajero"),
    *("withdrawal", "deposit", "bank", "loan", "tax", "steuer", "finanzamt", "gym", "fitness"),
    *("yoga", "cinema", "kino", "theatre", "theater", "museum", "barber", "barbershop", "salon"),
    *("hair", "friseur", "peluqueria", "coiffeur", "dentist", "zahnarzt", "doctor", "clinic"),
    *("hospital", "vet", "veterinary", "pet", "pets", "petco", "petsmart", "hardware", "depot"),
    *("baumarkt", "mobel", "furniture", "ikea", "clothing", "kleidung", "ropa", "shoes"),
    *("electronics", "apple store", "best buy", "media markt", "mediamarkt", "book", "books"),
    *("bookstore", "buchhandlung", "libreria", "librairie", "livraria", "school", "schule"),
    *("university", "tuition", "charity", "donation", "stock market", "market data"),
    *("shell oil", "chevron", "exxon", "aral", "repsol", "galp", "total energies", "laundry"),
    *("cleaners", "post office", "usps", "dhl", "fedex", "subscription", "software", "steam"),
    *("kitchen aid", "kitchen supply", "bar association", "toll", "maut", "peaje", "pedagio"),
)
