import Domain
import Repositories
import TestSupport
import Testing

@Suite("E-mail")
struct MailTests {
    private let desk: ChannelFixture
    private let agent: TestPerson
    init() throws {
        desk = try ChannelFixture()
        agent = try desk.house.database.person(.agent)
    }

    private func mail(_ id: String, _ subject: String) throws {
        try desk.receive(
            id,
            "Bonjour",
            by: "email",
            from: "mira@example.com",
            """
            _is_authenticated => true, _subject => '\(subject)', _cc => '{ugo@example.com,"Lang, Mira <m@example.com>"}',
            _reply_to => 'mira.lang@example.com', _in_reply_to => '<before@example.com>',
            _mail_message_id => '<\(id)@example.com>'
            """
        )
    }

    private func answer() throws -> String? {
        let reply = try desk.reply("Oui", by: agent, on: "email")
        let sent = """
            SELECT concat_ws(' | ', subject, in_reply_to, reply_to, cc[2]) FROM public.message_to_send('\(reply)')
            """
        return try desk.house.text(sent, as: desk.channel)
    }

    @Test("keeps its subject when it is answered, and names the mail that it answers")
    func subject() throws {
        try mail("m1", "Wifi")
        #expect(try answer() == "Re: Wifi | <m1@example.com> | mira.lang@example.com | Lang, Mira <m@example.com>")
        try mail("m2", "AW: Wifi")
        #expect(try answer()?.hasPrefix("AW: Wifi | <m2@example.com>") == true)
        try mail("m3", "Taxi")
        #expect(try answer()?.hasPrefix("Re: Taxi | <m3@example.com>") == true)
        #expect(try desk.messages("m.subject", on: "email") == "Wifi, AW: Wifi, Taxi")
        #expect(try desk.messages("m.in_reply_to", on: "email")?.hasPrefix("<before@example.com>") == true)
    }

    @Test("is signed by its account, as the account signed when it was written; whoever administers says how")
    func signature() throws {
        try mail("m1", "Wifi")
        let administrator = try desk.house.database.person(.administrateur)
        func sign(_ text: String) -> String { "SELECT riad.save_signature('email1', '\(text)')" }
        #expect(try desk.house.refusal(of: sign("Zineb"), as: agent.login) == Refusal.notPermitted.state)
        _ = try desk.house.text(sign("Zineb") + "::text", as: administrator.login)
        let reply = try desk.reply("Oui", by: agent, on: "email")
        _ = try desk.house.text(sign(" ") + "::text", as: administrator.login)
        let body = "SELECT body FROM public.message_to_send('\(reply)')"
        #expect(try desk.house.text(body, as: desk.channel) == "Oui\n\nZineb")
        let later = try desk.reply("Non", by: agent, on: "email")
        #expect(try desk.house.text(body.replacing(reply, with: later), as: desk.channel) == "Non")
        #expect(try desk.messages(on: "email") == "Bonjour, Oui, Non")
        #expect(
            try desk.house.refusal(of: sign(String(repeating: "x", count: 2_001)), as: administrator.login)
                == Refusal.invalidInput.state
        )
    }
}
