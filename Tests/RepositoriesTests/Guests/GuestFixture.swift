import TestSupport

/// A house whose guests write and book, seen by what becomes of them.
struct GuestFixture {
    let house: SQLFixture
    let channel: String

    init() throws {
        house = try SQLFixture()
        channel = try house.channelLogin()
        try house.database.run("DELETE FROM public.reservation; DELETE FROM public.guest")
    }

    /// Brings a guest's message, on Beds24 about a booking; returns its conversation.
    @discardableResult
    func writes(
        _ type: String,
        from address: String,
        named name: String? = nil,
        to account: String? = nil,
        also others: [String] = [],
        isAuthenticated: Bool = false,
        about booking: String? = nil
    ) throws -> String {
        try house.text(
            """
            SELECT conversation_id::text FROM public.receive_guest_message('\(account ?? Self.accounts[type] ?? type)',
                gen_random_uuid()::text, '\(type)', \(Self.literal(address)), 'Bonjour', _guest_name => \(Self.literal(name)),
                _is_authenticated => \(isAuthenticated), _other_addresses => '{\(others.joined(separator: ","))}',
                _reservation_ext_id => \(Self.literal(booking)))
            """,
            as: channel
        ) ?? ""
    }

    /// Brings a booking; returns its id.
    @discardableResult
    func books(
        _ number: String,
        named name: String? = nil,
        phone: String? = nil,
        email: String? = nil,
        country: String? = nil,
        at source: String = "booking",
        guestID: String? = nil,
        status: String = "confirmed"
    ) throws -> String {
        try house.text(
            """
            SELECT public.upsert_reservation('\(source)', '\(number)', 'P1', current_date, current_date + 3,
                _guest_name => \(Self.literal(name)), _guest_phone => \(Self.literal(phone)),
                _guest_email => \(Self.literal(email)), _guest_country => \(Self.literal(country)),
                _guest_ext_id => \(Self.literal(guestID)), _status => '\(status)')::text
            """,
            as: channel
        ) ?? ""
    }

    /// The guests who have a conversation or a stay, each as "name|stays|channels with zone", in order of their names.
    func guests() throws -> [String] {
        let list = """
            SELECT string_agg(line, E'\n' ORDER BY line) FROM (
                SELECT concat_ws('|', concat_ws(' ', g.first_name, g.last_name), coalesce((
                    SELECT string_agg(r.ext_id, ',' ORDER BY r.ext_id) FROM public.reservation r WHERE r.guest_id = g.guest_id
                ), '-'), coalesce((
                    SELECT string_agg(c.channel_type || CASE WHEN c.zone_id = 0 THEN '' ELSE ' with zone' END, ','
                        ORDER BY c.channel_type, c.created_at)
                    FROM public.conversations c WHERE c.guest_id = g.guest_id
                ), '-')) AS line
                FROM public.guest g
            ) listed WHERE line NOT LIKE '%|-|-'
            """
        return try house.text(list)?.split(separator: "\n").map(String.init) ?? []
    }

    /// The guest of a conversation.
    func guest(of conversation: String) throws -> String {
        try house.text("SELECT guest_id::text FROM public.conversations WHERE id = '\(conversation)'") ?? ""
    }

    /// The guest of a booking.
    func guest(ofBooking number: String) throws -> String {
        try house.text("SELECT guest_id::text FROM public.reservation WHERE ext_id = '\(number)'") ?? ""
    }

    /// The house's account of a channel.
    static let accounts = [
        "whatsapp": "whatsapp:+212520000100", "email": "bonjour@riad.example", "beds24": "beds24:47110", "sms": "sms1",
    ]

    private static func literal(_ text: String?) -> String {
        text.map { "'" + $0.replacing("'", with: "''") + "'" } ?? "NULL"
    }
}
