import TestSupport
import Testing

@Suite("Which stay a message is about")
struct NamedStayTests {
    private let desk: ChannelFixture
    init() throws { desk = try ChannelFixture() }

    private static let stay = "(SELECT r.ext_id FROM public.reservation r WHERE r.res_id = c.reservation_id)"

    private func recv(_ id: String, _ booking: String?, source: String? = "airbnb") throws {
        let named = booking.map { "_reservation_ext_id => '\($0)'" } ?? ""
        let from = source.map { ", _booking_source => '\($0)'" } ?? ""
        try desk.receive(id, by: "beds24", from: "airbnb:g1", named.isEmpty ? "" : named + from)
    }

    private func current() throws -> String? { try desk.conversation(Self.stay, on: "beds24") }

    @Test("A message that names a booking belongs to it, and so does the answer", arguments: ["airbnb", nil])
    func named(source: String?) throws {
        try desk.book("b4a", "P1")
        try desk.book("b4b", "P2")
        let agent = try desk.house.database.person(.agent)
        try recv("m1", "b4a", source: source)
        #expect(try current() == "b4a")
        _ = try desk.reply("Le code est 12", by: agent, on: "beds24")
        try recv("m2", "b4b", source: source)
        #expect(try current() == "b4b")
        let zone = "(SELECT z.label FROM riad.zones z WHERE z.id = c.zone_id)"
        #expect(try desk.conversation(zone, on: "beds24") == "marrakech_medina")
        let answer = try desk.reply("Le code est 34", by: agent, on: "beds24")
        try recv("m3", nil)
        let each = "(SELECT r.ext_id FROM public.reservation r WHERE r.res_id = m.reservation_id)"
        #expect(try desk.messages(each, on: "beds24") == "b4a, b4a, b4b, b4b, b4b")
        let booking =
            "SELECT concat_ws(' ', booking_source, reservation_ext_id) FROM public.message_to_send('\(answer)')"
        #expect(try desk.house.text(booking, as: desk.channel) == "airbnb b4b")
    }

    @Test("On other channels a booking is named only by whose it is")
    func quoted() throws {
        try desk.book("b4a", "P1")
        let quoted = "_booking_source => 'airbnb', _reservation_ext_id => 'b4a'"
        try desk.receive("m1", from: "+15550100", quoted)
        #expect(try desk.conversation("c.reservation_id") == nil)
    }

    @Test("A cancelled stay gives way to the guest's other one, at once and for the next message")
    func cancelled() throws {
        try desk.book("b4a", "P1")
        try recv("m1", "b4a")
        try desk.book("b4a", "P1", status: "cancelled")
        #expect(try current() == "b4a")
        #expect(
            try desk.conversation("c.shown_check_in IS NULL AND c.journey_phase = 'PRE_RESERVATION'", on: "beds24")
                == "true"
        )
        try desk.book("b4b", "P2", from: 2, to: 5)
        #expect(try current() == "b4b")
        try desk.book("b4c", "P1", from: 3, to: 6)
        try desk.book("b4b", "P2", from: 2, to: 5, status: "cancelled")
        #expect(try current() == "b4c")
        try recv("m2", "b4b")
        #expect(try current() == "b4c")
        try recv("m3", nil)
        #expect(try current() == "b4c")
        #expect(try desk.conversation("c.shown_check_in = current_date + 3", on: "beds24") == "true")
    }

    @Test("The desk's own cancellation moves the conversation alike")
    func cancelledByHand() throws {
        try desk.book("b4a", "P1")
        try desk.book("b4b", "P2", from: 10, to: 12)
        try recv("m1", "b4a")
        let agent = try desk.house.database.person(.agent)
        let edit = """
            SELECT riad.edit_reservation(r.res_id, r.version, r.check_in, r.check_out, r.adults, r.children, 'cancelled')::text
            FROM riad.reservations(NULL, NULL, NULL, NULL, NULL, NULL, NULL, 9) r WHERE r.check_in < current_date
                AND r.guest_name = 'Mira Lang'
            """
        _ = try desk.house.text(edit, as: agent.login)
        #expect(try current() == "b4b")
    }
}
