/// A guest's country of origin, with matching names, telephone numbers and languages.
struct Country: Sendable {
    /// The country's name as stored in the guest's row.
    let name: String
    let weight: Int
    let telephone: String
    /// Weighted by repetition: a language listed twice is twice as likely.
    let languages: [Language]
    let firstNames: [String]
    let lastNames: [String]

    /// All countries, the most frequent first.
    static let all: [Country] = europe + elsewhere
    /// The weights of all countries.
    static let weights = all.map(\.weight)

    private static func words(_ text: String) -> [String] {
        text.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }

    private static let europe = [
        Country(
            name: "France",
            weight: 26,
            telephone: "+33 6 ",
            languages: [.french],
            firstNames: words(
                "Sofia, Camille, Julien, Chloé, Antoine, Léa, Nicolas, Manon, Hugo, Élodie, Mathieu, Inès, Thomas, Zoé"
            ),
            lastNames: words(
                "Moreau, Lefèvre, Girard, Rousseau, Mercier, Blanchard, Faure, Garnier, Chevalier, Renaud, Dupuis, Perrin"
            )
        ),
        Country(
            name: "United Kingdom",
            weight: 10,
            telephone: "+44 7",
            languages: [.english],
            firstNames: words(
                "Emily, James, Olivia, Harry, Charlotte, Priya, Oliver, Amelia, Callum, Grace, Rhys, Isla"
            ),
            lastNames: words("Davis, Okafor, Bennett, Hughes, Patel, Fraser, Walsh, Turner, Clarke, Whitfield, Morgan")
        ),
        Country(
            name: "Deutschland",
            weight: 9,
            telephone: "+49 15",
            languages: [.german],
            firstNames: words(
                "Klaus, Anna, Jürgen, Katharina, Lukas, Greta, Stefan, Ulrike, Jonas, Mareike, Björn, Heike"
            ),
            lastNames: words("Weber, Schäfer, Krüger, Hoffmann, Vogel, Brandt, Lindner, Böhm, Winkler, Seidel, Groß")
        ),
        Country(
            name: "España",
            weight: 9,
            telephone: "+34 6",
            languages: [.spanish],
            firstNames: words(
                "Lucía, Javier, Carmen, Álvaro, Marta, Íñigo, Nuria, Pablo, Rocío, Sergio, Begoña, Andrés"
            ),
            lastNames: words("Fernández, García, Ibáñez, Romero, Navarro, Ortega, Peña, Muñoz, Serrano, Castaño, Vidal")
        ),
        Country(
            name: "Italia",
            weight: 8,
            telephone: "+39 3",
            languages: [.italian],
            firstNames: words(
                "Giulia, Marco, Chiara, Lorenzo, Francesca, Matteo, Elisa, Davide, Niccolò, Beatrice, Paolo"
            ),
            lastNames: words(
                "Rossi, Bianchi, Ferraro, Conti, Marchetti, Galli, De Luca, Rinaldi, Caruso, Moretti, Sartori"
            )
        ),
        Country(
            name: "Belgique",
            weight: 4,
            telephone: "+32 4",
            languages: [.french, .french, .english],
            firstNames: words("Maxime, Laure, Bram, Noémie, Wout, Céline, Jef, Amandine"),
            lastNames: words("Dubois, Janssens, Peeters, Lambert, Claes, Maes, Hardy, Wouters")
        ),
        Country(
            name: "Schweiz",
            weight: 3,
            telephone: "+41 7",
            languages: [.german, .french, .italian],
            firstNames: words("Reto, Corinne, Beat, Nadine, Urs, Fabienne, Luca, Regula"),
            lastNames: words("Müller, Favre, Bernasconi, Zürcher, Keller, Rochat, Gerber, Bühler")
        ),
        Country(
            name: "Nederland",
            weight: 3,
            telephone: "+31 6",
            languages: [.english],
            firstNames: words("Daan, Sanne, Thijs, Fleur, Joost, Lotte, Ruben, Anouk"),
            lastNames: words("de Vries, Bakker, Visser, Smit, Mulder, van Dijk, Hoekstra, Kuipers")
        ),
    ]

    private static let elsewhere = [
        Country(
            name: "Maroc",
            weight: 13,
            telephone: "+212 6",
            languages: [.darija, .darija, .french, .arabic],
            firstNames: words("Amine, Zineb, Mehdi, Hajar, Anas, Soukaina, Reda, Ghita, Ilyas, أمينة, حمزة, Nisrine"),
            lastNames: words(
                "Alaoui, Benkirane, Tazi, Chraibi, Berrada, Lahlou, Ouazzani, العلوي, Sebti, Filali, Amrani"
            )
        ),
        Country(
            name: "United States",
            weight: 8,
            telephone: "+1 415 ",
            languages: [.english, .english, .english, .spanish],
            firstNames: words("Ashley, Tyler, Madison, DeShawn, Brooke, Ethan, Hannah, Carlos, Megan, Jordan, Kayla"),
            lastNames: words("Johnson, Martinez, Nguyen, Anderson, Brooks, Kowalski, Rivera, Campbell, O'Brien, Foster")
        ),
        Country(
            name: "المملكة العربية السعودية",
            weight: 4,
            telephone: "+966 5",
            languages: [.arabic],
            firstNames: words("عبد الله, نورة, فهد, سارة, خالد, ريم, سلطان, هند"),
            lastNames: words("القحطاني, العتيبي, الشهري, الغامدي, الحربي, الدوسري, الزهراني")
        ),
        Country(
            name: "الإمارات",
            weight: 3,
            telephone: "+971 5",
            languages: [.arabic, .arabic, .english],
            firstNames: words("محمد, مريم, راشد, فاطمة, Omar, Layla, حمدان, شيخة"),
            lastNames: words("المنصوري, الكعبي, النعيمي, Haddad, الشامسي, المزروعي")
        ),
        Country(
            name: "Canada",
            weight: 3,
            telephone: "+1 514 ",
            languages: [.french, .english],
            firstNames: words("Félix, Audrey, Liam, Geneviève, Owen, Marie-Ève, Noah, Sabrina"),
            lastNames: words("Tremblay, Gagnon, MacLeod, Bouchard, Singh, Gauthier, Campbell, Lavoie")
        ),
        Country(
            name: "日本",
            weight: 2,
            telephone: "+81 90 ",
            languages: [.english],
            firstNames: words("美咲, 健太, 陽子, 翔, さくら, Haruto"),
            lastNames: words("佐藤, 鈴木, 高橋, 渡辺, 山本, 中村")
        ),
        Country(
            name: "Sénégal",
            weight: 2,
            telephone: "+221 77 ",
            languages: [.french],
            firstNames: words("Aminata, Ousmane, Fatou, Moussa, Awa, Cheikh"),
            lastNames: words("Diop, Ndiaye, Sow, Faye, Ba, Sarr")
        ),
    ]
}
