import Domain
import Testing

@Suite("Quoted mail")
struct QuotedHistoryTests {
    private func beginning(_ text: String) -> Int? {
        QuotedHistory.beginning(in: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }

    @Test(
        "begins where a mail program says so, in the languages of the guests",
        arguments: [
            "Merci !\n\nLe lun. 30 nov. 2026 à 10:12, Riad <a@b.example> a écrit :\n> Bonjour",
            "Thanks\n\nOn Mon, 30 Nov 2026 at 10:12, Riad <a@b.example> wrote:\nBonjour",
            "Thanks\n\nOn Mon, 30 Nov 2026 at 10:12, Riad Majorelle\n<a@b.example> wrote:\n> Bonjour",
            "Danke\n\nAm 30.11.2026 um 10:12 schrieb Riad:\n> Hallo",
            "Gracias\n\nEl lun, 30 nov 2026 a las 10:12, Riad escribió:\n> Hola",
            "Grazie\n\nIl giorno lun 30 nov 2026 alle 10:12 Riad ha scritto:\n> Ciao",
            "شكرا\n\nفي الاثنين، 30 نوفمبر 2026 كتب Riad:\n> مرحبا",
            "Thanks\n\n-----Original Message-----\nFrom: Riad", "Merci\n\n-----Message d'origine-----\nDe : Riad",
            "Danke\n\n-----Ursprüngliche Nachricht-----\nVon: Riad",
            "Thanks\n\n________________________________\nFrom: Riad",
            "Merci\n\nDe : Riad <a@b.example>\nEnvoyé : lundi 30 novembre 2026 10:12\nÀ : Mira\nObjet : Wifi",
            "Danke\n\nVon: Riad\nGesendet: Montag\nAn: Mira\nBetreff: Wifi", "Thanks\n\n*From:* Riad\n*Sent:* Monday\n",
            "Yes\n\n> Do you need a taxi?\n>\n> Riad",
        ]
    )
    func languages(text: String) {
        #expect(beginning(text) == 1)
    }

    @Test(
        "is nothing that a guest writes themselves",
        arguments: [
            "On the way, we saw that the door was open", "Le code ne marche pas :\n1234",
            "> 5 people will come\nIs that fine?",
            "From: the airport\nwe take a taxi", "Hello\n--\nMira", "On Monday at 10 I called:\nno answer",
            "Hi\n> yes\nand one more thing", "-----", "", "a\nb",
        ]
    )
    func own(text: String) {
        #expect(beginning(text) == nil)
    }

    @Test("is shown if nothing else was written")
    func alone() {
        #expect(beginning("> Bonjour\n> Riad") == nil)
        #expect(beginning("\n\nOn 30 Nov 2026, Riad wrote:\n> Bonjour") == nil)
    }

    @Test("takes no longer for a text that was made to take long")
    func hostile() {
        let text = Array(repeating: "x\n> y\nOn 1\n", count: 20_000).joined()
        #expect(beginning(text) == nil)
    }
}

@Suite("A link")
struct WebLinkTests {
    @Test(
        "may be handed to a program if it is one of the web",
        arguments: ["https://example.com/a?b=c#d", "HTTP://x.example"]
    )
    func web(text: String) {
        #expect(WebLink(UntrustedText(text))?.address == text)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "file:///etc/passwd", "javascript:alert(1)", "--help", "-https://x", " https://x.example", "https://",
            "https:///x",
            "https://a b", "https://x.example/\n", "https://x.example/\"", "https://x.example/`id`", "https://-x",
            "https://x\u{202e}y",
            "https://user@x.example", "data:text/html,x", "https://x.example/'", "ftp://x.example",
        ]
    )
    func other(text: String) {
        #expect(WebLink(UntrustedText(text)) == nil)
    }
}
