"""Words for names: given and family names of many origins, put together by chance. Nobody in particular."""

GIVEN = (
    "Aaliyah", "Abel", "Ada", "Adil", "Aisling", "Alba", "Alfie", "Amina", "Anders", "Anya", "Arlo", "Asha", "Ava",
    "Ayaan", "Bao", "Beatrix", "Benedek", "Bilal", "Bodhi", "Bronwen", "Caleb", "Carys", "Chidi", "Clara", "Connor",
    "Daisy", "Daniyal", "Darragh", "Delilah", "Dinah", "Dominik", "Edie", "Efua", "Eira", "Elias", "Elif", "Emre",
    "Esme", "Ewan", "Ezra", "Farah", "Finn", "Flora", "Freya", "Gabriela", "George", "Hamza", "Hana", "Harriet",
    "Hassan", "Hope", "Ibrahim", "Ife", "Imogen", "Ines", "Isaac", "Isla", "Jaan", "Jamal", "Jasmin", "Joel", "Juno",
    "Kaia", "Kamal", "Karolina", "Keira", "Kwame", "Lacey", "Leila", "Lena", "Levi", "Lily", "Logan", "Lola", "Luca",
    "Maeve", "Malik", "Marta", "Mateo", "Maya", "Mina", "Miriam", "Mohammed", "Molly", "Musa", "Nadia", "Nathan",
    "Nell", "Noor", "Oisin", "Olive", "Omar", "Oscar", "Otis", "Paloma", "Poppy", "Priya", "Rafael", "Rania", "Reuben",
    "Rhys", "Rosa", "Ruby", "Sade", "Safiya", "Sami", "Sanjay", "Scarlett", "Sebastian", "Simran", "Sofia", "Stefan",
    "Suki", "Tadhg", "Tala", "Tariq", "Teddy", "Temi", "Thea", "Tobias", "Umar", "Uma", "Valentina", "Viktor", "Wren",
    "Xanthe", "Yara", "Yasmin", "Yusra", "Zac", "Zainab", "Zoltan", "Zuri",
)  # fmt: skip

FAMILY = (
    "Abara", "Achterberg", "Addo", "Akande", "Alderson", "Anwar", "Ashby", "Babatunde", "Baczek", "Baptista", "Barlow",
    "Bashir", "Bellamy", "Bielak", "Blackwood", "Bowen", "Brennan", "Bridges", "Calloran", "Cardew", "Castell", "Chana",
    "Chisholm", "Cisse", "Coyle", "Crane", "Dabrowa", "Dacosta", "Danso", "Darkwah", "Delaney", "Denby", "Dhillon",
    "Doku", "Doyle", "Eastwell", "Edozie", "Ekwall", "Elsworth", "Fairley", "Farooq", "Fenwick", "Fernandes", "Fofana",
    "Foyle", "Galbraith", "Garvey", "Georgiou", "Ghani", "Gill", "Greaves", "Gunn", "Haddad", "Halloran", "Hanley",
    "Hashemi", "Hewitt", "Holm", "Horvath", "Hussain", "Ibeh", "Ilyas", "Ingram", "Jafari", "Jarvis", "Jenks", "Joshi",
    "Kaczor", "Kamara", "Kaur", "Kelleher", "Khatun", "Kincaid", "Kovacs", "Lambrou", "Langley", "Leung", "Lindow",
    "Lowther", "Macrae", "Mahmood", "Malone", "Mansoor", "Marsh", "Mbaye", "Mehta", "Mendes", "Moffat", "Morrow",
    "Naylor", "Ndlovu", "Nkosi", "Nolan", "Novak", "Nwosu", "Oakes", "Odukoya", "Okeke", "Olsen", "Opoku", "Orme",
    "Osman", "Owusu", "Palfrey", "Parveen", "Pemberton", "Pereira", "Petrov", "Pickering", "Quaye", "Quigley", "Rahim",
    "Ramsden", "Redfern", "Reyna", "Rooney", "Rostami", "Rudd", "Sandhu", "Santos", "Sesay", "Shaw", "Sithole",
    "Skinner", "Solberg", "Sowden", "Sultana", "Szabo", "Tanner", "Tesfaye", "Thapa", "Thorne", "Tran", "Turay",
    "Udoh", "Upton", "Varga", "Vaughan", "Venn", "Walden", "Warsame", "Whelan", "Wilde", "Wojcik", "Wray", "Yates",
    "Yeboah", "Yilmaz", "Zaman", "Zeller",
)  # fmt: skip

CALLED = {
    "Benedek": "Ben", "Daniyal": "Dani", "Gabriela": "Gabi", "Harriet": "Hattie", "Karolina": "Karo", "Sebastian": "Seb",
    "Tobias": "Toby", "Valentina": "Tina", "Mohammed": "Mo", "Nathan": "Nate",
}  # fmt: skip
"""Names that some children go by."""

PARENTS = (
    ("Adaeze", "mum"), ("Alan", "grandad"), ("Blessing", "mum"), ("Carla", "foster carer"), ("Dana", "mum"),
    ("Eoin", "dad"), ("Fatima", "mum"), ("Gwen", "gran"), ("Hussein", "dad"), ("Irena", "mum"), ("Jaswinder", "mum"),
    ("Kerry", "mum"), ("Leszek", "dad"), ("Marcia", "aunt"), ("Nasreen", "mum"), ("Oliver", "dad"), ("Patience", "gran"),
    ("Rachel", "mum"), ("Samuel", "uncle"), ("Teresa", "mum"),
)  # fmt: skip
"""Given names of the grown-ups at home, and who each is to the child."""
