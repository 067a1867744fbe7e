import Postgres
import TestSupport
import Testing

/// A house with two flats and a channel's login that brings messages.
struct ChannelFixture {
    let house: SQLFixture
    let channel: String

    init() throws {
        house = try SQLFixture()
        channel = try house.channelLogin()
        try house.database.run(
            """
            INSERT INTO public.property (org_id, name, address, ext_id, zone)
            VALUES ('\(SQLFixture.organisation)', 'Dar Zitoun', 'Rue 2', 'P2', 'marrakech_medina')
            """
        )
    }

    /// Receives a guest's message; returns its number in its conversation.
    @discardableResult
    func receive(
        _ id: String,
        _ body: String? = "Bonjour",
        by type: String = "whatsapp",
        from address: String = "+212670112233",
        _ more: String = ""
    ) throws -> String? {
        let text = body.map { "'\($0)'" } ?? "NULL"
        return try house.text(
            """
            SELECT r.seq::text FROM public.receive_guest_message('\(type)1', '\(id)', '\(type)', '\(address)', \(text)
                \(more.isEmpty ? "" : ", " + more)) r
            """,
            as: channel
        )
    }

    /// Books a flat for days around today.
    func book(
        _ id: String,
        _ property: String,
        from first: Int = -1,
        to last: Int = 3,
        status: String = "confirmed",
        guest: String = "g1"
    ) throws {
        _ = try house.text(
            """
            SELECT public.upsert_reservation('airbnb', '\(id)', '\(property)', current_date + \(first),
                current_date + \(last), '\(status)', _guest_ext_id => '\(guest)', _guest_name => 'Mira Lang')::text
            """,
            as: channel
        )
    }

    /// A column of the only conversation of an account.
    func conversation(_ column: String, on type: String = "whatsapp") throws -> String? {
        try house.text("SELECT (\(column))::text FROM public.conversations c WHERE c.channel_account = '\(type)1'")
    }

    /// The messages of an account's conversations, each by this column, in their order.
    func messages(_ column: String = "m.message_content", on type: String = "whatsapp") throws -> String? {
        try house.text(
            """
            SELECT string_agg((\(column))::text, ', ' ORDER BY m.seq) FROM public.conversation_messages m
            JOIN public.conversations c ON c.id = m.conversation_id WHERE c.channel_account = '\(type)1'
            """
        )
    }

    /// Replies in the only conversation of an account as a person; returns the message's id.
    func reply(_ body: String, by agent: TestPerson, on type: String = "whatsapp") throws -> String {
        let id = try #require(try house.text("SELECT gen_random_uuid()::text"))
        let talk = try #require(try conversation("c.id", on: type))
        _ = try house.text(
            "SELECT seq::text FROM riad.send_message('\(id)', '\(talk)', '\(body)', false, NULL, false)",
            as: agent.login
        )
        return id
    }
}
