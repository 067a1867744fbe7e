/// One of the thirteen zones: its database label, its city, and realistic names, streets and coordinates.
struct ZoneProfile: Sendable {
    /// The label of `geographical_zone`.
    let zone: String
    let city: String
    let latitude: Double
    let longitude: Double
    /// Property names; a riad's is unique, an apartment's gets a number.
    let names: [String]
    let streets: [String]
    let hasRiads: Bool
    /// The number of properties here, out of sixty.
    let share: Int

    /// The zones in the order of the enum's labels; a zone's number is its position, from 1.
    static let all: [ZoneProfile] = casablanca + marrakech + rabat + others

    private static let casablanca = [
        ZoneProfile(
            zone: "casablanca_centre",
            city: "Casablanca",
            latitude: 33.5950,
            longitude: -7.6187,
            names: ["Marina Casablanca", "Liberté Art Déco", "Habous Lumière", "Port Vue"],
            streets: ["boulevard Mohammed V", "rue Tahar Sebti", "avenue des FAR", "rue Chaouia"],
            hasRiads: false,
            share: 6
        ),
        ZoneProfile(
            zone: "casablanca_ain_diab",
            city: "Casablanca",
            latitude: 33.5890,
            longitude: -7.6820,
            names: ["Ain Diab", "Corniche Bleue", "Anfa Plage"],
            streets: ["boulevard de la Corniche", "boulevard de l'Océan Atlantique", "rue de la Mer Égée"],
            hasRiads: false,
            share: 5
        ),
        ZoneProfile(
            zone: "casablanca_maarif",
            city: "Casablanca",
            latitude: 33.5790,
            longitude: -7.6370,
            names: ["Maârif", "Twin Gauthier", "Racine"],
            streets: ["rue Ibnou Majid", "rue Jean Jaurès", "boulevard Zerktouni"],
            hasRiads: false,
            share: 4
        ),
    ]

    private static let marrakech = [
        ZoneProfile(
            zone: "marrakech_gueliz",
            city: "Marrakech",
            latitude: 31.6350,
            longitude: -8.0100,
            names: ["Gueliz", "Carré Éden", "Jacaranda", "Majorelle Garden"],
            streets: ["avenue Mohammed V", "rue de la Liberté", "rue Yougoslavie", "rue Tarik Ibn Ziad"],
            hasRiads: false,
            share: 8
        ),
        ZoneProfile(
            zone: "marrakech_hivernage",
            city: "Marrakech",
            latitude: 31.6230,
            longitude: -8.0170,
            names: ["Hivernage", "Ménara Palmes", "Palmeraie"],
            streets: ["avenue Échouhada", "rue Haroun Errachid", "avenue de France"],
            hasRiads: false,
            share: 5
        ),
        ZoneProfile(
            zone: "marrakech_medina",
            city: "Marrakech",
            latitude: 31.6295,
            longitude: -7.9860,
            names: [
                "Riad Majorelle", "Riad Yasmine", "Dar Zitoun", "Riad El Bahja", "Dar Fanous", "Riad Amlal",
                "Dar Tizgui",
            ],
            streets: ["derb Sidi Bouloukat", "derb Jdid", "rue Riad Zitoun Lakdim", "derb Assehbé", "rue Mouassine"],
            hasRiads: true,
            share: 7
        ),
    ]

    private static let rabat = [
        ZoneProfile(
            zone: "rabat_agdal",
            city: "Rabat",
            latitude: 34.0000,
            longitude: -6.8520,
            names: ["Agdal Océan", "Fal Ould Oumeir", "Ibn Sina"],
            streets: ["avenue Fal Ould Oumeir", "rue Jabal Tazekka", "avenue de France"],
            hasRiads: false,
            share: 4
        ),
        ZoneProfile(
            zone: "rabat_hassan",
            city: "Rabat",
            latitude: 34.0220,
            longitude: -6.8280,
            names: ["Tour Hassan", "Bouregreg Vue"],
            streets: ["rue du Caire", "avenue Allal Ben Abdellah"],
            hasRiads: false,
            share: 3
        ),
        ZoneProfile(
            zone: "rabat_souissi",
            city: "Rabat",
            latitude: 33.9700,
            longitude: -6.8300,
            names: ["Souissi Jardins", "Bir Kacem"],
            streets: ["avenue Imam Malik", "avenue Mohammed VI"],
            hasRiads: false,
            share: 3
        ),
    ]

    private static let others = [
        ZoneProfile(
            zone: "agadir_marina",
            city: "Agadir",
            latitude: 30.4220,
            longitude: -9.6170,
            names: ["Marina Agadir", "Sunset Bay", "Founty"],
            streets: ["quai de la Marina", "chemin des Dunes"],
            hasRiads: false,
            share: 5
        ),
        ZoneProfile(
            zone: "agadir_centre",
            city: "Agadir",
            latitude: 30.4200,
            longitude: -9.5980,
            names: ["Talborjt", "Souss Confort"],
            streets: ["avenue Hassan II", "rue de la Foire"],
            hasRiads: false,
            share: 3
        ),
        ZoneProfile(
            zone: "fes_ville_nouvelle",
            city: "Fès",
            latitude: 34.0370,
            longitude: -4.9990,
            names: ["Fès Atlas", "Champ de Courses"],
            streets: ["avenue Hassan II", "boulevard Chefchaouni"],
            hasRiads: false,
            share: 3
        ),
        ZoneProfile(
            zone: "tanger_ville",
            city: "Tanger",
            latitude: 35.7770,
            longitude: -5.8080,
            names: ["Détroit", "Malabata", "Hafa"],
            streets: ["rue de la Kasbah", "avenue d'Espagne", "rue Pasteur"],
            hasRiads: false,
            share: 4
        ),
    ]
}
