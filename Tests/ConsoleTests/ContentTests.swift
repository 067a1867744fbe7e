import Console
import Domain
import Testing
import Text

@Suite("What a message brings beside its text")
struct ContentTests {
    private static let first = ConsoleHarness.guests[0].id

    private static func details(_ kind: MessageKind, _ pairs: String...) -> MessageDetails {
        MessageDetails(kind: kind, pairs: pairs.map { UntrustedText($0) })
    }

    private func opened(
        _ messages: [Message],
        columns: Int = 120,
        language: Language = .english
    ) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: 40, language: language, messages: [Self.first: messages])
        try house.press("Enter")
        return house
    }

    private static let summaries: [(MessageDetails, String, String)] = [
        (details(.image), "Photo", "Photo"),
        (details(.voice, "duration", "42"), "Voice message, 0:42", "Message vocal, 0:42"),
        (details(.video, "duration", "3605"), "Video, 60:05", "Vidéo, 60:05"),
        (
            details(.location, "latitude", "31.629472", "longitude", "-8.008"), "Location 31.63, −8.01",
            "Position 31.63, −8.01"
        ),
        (details(.location, "latitude", "-0.001", "longitude", "0.004"), "Location 0.00, 0.00", "Position 0.00, 0.00"),
        (details(.contact, "name", "Ugo Petit"), "Contact Ugo Petit", "Contact Ugo Petit"),
        (details(.poll, "question", "When?"), "Poll When?", "Sondage When?"),
        (details(.reaction, "emoji", "👍"), "Reaction 👍", "Réaction 👍"),
        (details(.reaction), "Reaction removed", "Réaction retirée"),
        (details(.deleted), "Message deleted", "Message supprimé"),
        (details(.other("ephemeral")), "Message of the kind ephemeral", "Message de type ephemeral"),
        (details(.file, "file", "plan.pdf"), "File plan.pdf", "Fichier plan.pdf"),
    ]

    @Test("is said in the list and in the thread, in both languages", arguments: summaries.indices)
    func said(index: Int) throws {
        let (details, english, french) = Self.summaries[index]
        for (language, words) in [(Language.english, english), (.french, french)] {
            var message = ConsoleHarness.message(1, .guest, "Sofia Moreau", "", minutesAgo: 1)
            message.details = details
            var row = ConsoleHarness.guests[0]
            (row.lastMessage, row.lastMessageDetails) = (UntrustedText(""), details)
            var house = ConsoleHarness(
                columns: 200,
                rows: 40,
                language: language,
                conversations: [row],
                messages: [Self.first: [message]]
            )
            #expect(house.screen.contains(words), "\(words)")
            try house.press("Enter")
            #expect(house.screen.occurrences(of: words) == 2, "\(words)")
        }
    }

    @Test("stands before the text in lists, and hostile values are only characters")
    func hostile() {
        let evil = "\u{1b}[31m\u{202e}x\n\t"
        let details = Self.details(
            .contact,
            "name",
            evil,
            "phone",
            evil,
            "duration",
            evil,
            "latitude",
            evil,
            "type",
            "contact"
        )
        for language in Language.allCases {
            let text = details.preview(of: UntrustedText(evil), in: language).plain
            #expect(!text.contains("\u{1b}") && !text.contains("\u{202e}") && !text.contains("\n"))
        }
        let photo = Self.details(.image).preview(of: UntrustedText("la porte"), in: .english)
        #expect(photo.plain == "Photo · la porte")
    }

    @Test("An empty message says that it is one; an edited and a deleted one say so, and Q shows what they were")
    func versions() throws {
        var edited = ConsoleHarness.message(1, .guest, "Sofia Moreau", "À 20 h", minutesAgo: 9)
        edited.editedAt = ConsoleHarness.now
        edited.earlierVersions = [UntrustedText("À 17 h")]
        var deleted = ConsoleHarness.message(
            2,
            .guest,
            "Sofia Moreau",
            "",
            minutesAgo: 8,
            details: Self.details(.deleted)
        )
        deleted.deletedAt = ConsoleHarness.now
        deleted.earlierVersions = [UntrustedText("Mon code est 1234")]
        let empty = ConsoleHarness.message(3, .guest, "Sofia Moreau", "", minutesAgo: 7)
        var house = try opened([edited, deleted, empty], columns: 80)
        for words in ["edited 14:02", "deleted 14:02", "Message deleted", "Message without text", "À 20 h"] {
            #expect(house.screen.contains(words), "\(words)")
        }
        #expect(!house.screen.contains("À 17 h") && !house.screen.contains("1234"))
        try house.press("Q")
        #expect(house.screen.contains("À 17 h") && house.screen.contains("Mon code est 1234"))
        try house.press("Q")
        #expect(!house.screen.contains("À 17 h"))
    }

    @Test("Quoted mail is folded, on a narrow screen too, and Q shows it", arguments: [80, 120, 200])
    func quoted(columns: Int) throws {
        let text =
            "Merci, à demain !\n\nLe 23 nov. 2026 à 10:12, Riad <a@b.example> a écrit :\n> Bonjour Sofia\n> Le taxi vient à 9 h"
        let mail = ConsoleHarness.message(1, .guest, "Sofia Moreau", text, minutesAgo: 9, channel: .email)
        let chat = ConsoleHarness.message(
            2,
            .guest,
            "Sofia Moreau",
            "Oui\n> pas une citation",
            minutesAgo: 8,
            channel: .whatsapp
        )
        var house = try opened([mail, chat], columns: columns)
        #expect(house.screen.contains("Merci, à demain !") && house.screen.contains("quoted lines, Q shows"))
        #expect(!house.screen.contains("taxi") && house.screen.contains("pas une citation"))
        try house.press("Q")
        #expect(house.screen.contains("> Le taxi vient à 9 h") && !house.screen.contains("quoted lines"))
    }

    @Test("A mail's subject stands at the first and wherever it changes, not at each answer")
    func subjects() throws {
        let subjects = ["Wifi", "Re: Wifi", "AW: RE: wifi", "Taxi", "Re: Taxi"]
        let messages = subjects.enumerated().map { place, subject in
            ConsoleHarness.message(
                Int64(place + 1),
                .guest,
                "Sofia Moreau",
                "x",
                minutesAgo: 9,
                channel: .email,
                subject: subject
            )
        }
        let house = try opened(messages)
        #expect(house.screen.occurrences(of: "Subject:") == 2)
        #expect(house.screen.contains("Subject:  Wifi") && house.screen.contains("Subject:  Taxi"))
    }

    @Test("A machine's message is marked, in thread and list")
    func automatic() throws {
        let away = Self.details(.text, "automatic", "true")
        let message = ConsoleHarness.message(1, .guest, "Sofia Moreau", "Absence", minutesAgo: 1, details: away)
        var house = try opened([message])
        house.conversations[0].lastMessageDetails = away
        try house.press("^R")
        #expect(house.screen.contains("automatic · Le code") && house.screen.occurrences(of: "automatic") == 2)
    }

    @Test("What a reply will be signed with is seen while it is written")
    func signature() throws {
        var house = ConsoleHarness(columns: 120, rows: 40)
        house.signature = UntrustedText("Zineb\nRiad Majorelle")
        try house.press("Enter", "r")
        #expect(house.screen.contains("signed: Zineb Riad Majorelle"))
        try house.press("^N")
        #expect(!house.screen.contains("signed:"))
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func occurrences(of text: String) -> Int { ranges(of: text).count }
}
