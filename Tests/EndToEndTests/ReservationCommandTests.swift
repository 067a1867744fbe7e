import Domain
import Postgres
import TestSupport
import Testing

@Suite("Stays on the command line", .serialized, .ownThread)
struct ReservationCommandTests: CommandLineSuite {
    let house: EndToEndHarness
    private let agent: TestPerson
    private let conversation: String
    private static let stay = "00000000-0000-4000-8000-0000000000aa"

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        try house.database.run(
            """
            INSERT INTO public.property (property_id, org_id, name, address, zone)
            SELECT '00000000-0000-4000-8000-0000000000bb', riad.organisation_id(), 'Riad Dar', '1 rue', 'rabat_agdal';
            INSERT INTO public.reservation (res_id, org_id, guest_id, property_id, check_in, check_out, adults)
            SELECT '\(Self.stay)', riad.organisation_id(), c.guest_id, '00000000-0000-4000-8000-0000000000bb',
                '2026-11-01', '2026-11-05', 2 FROM public.conversations c WHERE c.id = '\(conversation)';
            UPDATE public.conversations SET reservation_id = '\(Self.stay)' WHERE id = '\(conversation)'
            """
        )
    }

    @Test("Stays are listed by day; one is shown by its conversation too")
    func reads() throws {
        let listed = try riad("reservations", "list", "--from", "2026-11-05", "--zone", "rabat_agdal", as: agent)
        #expect(listed.code == 0)
        #expect(listed.output.hasPrefix("\(Self.stay)  2026-11-01  2026-11-05  confirmed  Sofia Moreau"))
        #expect(listed.output.hasSuffix("Riad Dar                      rabat_agdal\n"))
        #expect(try riad("reservations", "list", "--from", "2026-11-06", as: agent).output.isEmpty)
        #expect(try riad("reservations", "list", "--from", "in May", as: agent).code == 64)
        let shown = try riad("reservations", "show", conversation, "-o", "json", as: agent)
        #expect(shown.output.contains("\"\(Self.stay)\"") && shown.output.contains("\"adults\":2"))
        #expect(try riad("reservations", "show", "00000000-0000-4000-8000-0000000000cc", as: agent).code == 5)
    }

    @Test("The desk changes a stay; what can't be is refused, and others may not")
    func edits() throws {
        let repairs = try house.database.person(.technicien, name: ("Omar", "Idrissi"))
        let done = try riad(
            "reservations",
            "edit",
            conversation,
            "--check-out",
            "2026-11-07",
            "--adults",
            "3",
            as: agent
        )
        #expect(done.code == 0 && done.output.contains("check-out  2026-11-07\nadults     3\n"))
        #expect(try riad("reservations", "edit", Self.stay, "--check-out", "2026-10-07", as: agent).code == 1)
        #expect(try riad("reservations", "edit", Self.stay, "--status", "lost", as: agent).code == 64)
        #expect(try riad("reservations", "edit", Self.stay, "--adults", "1", as: repairs).code != 0)
        #expect(
            try house.database.value("SELECT check_out || ' ' || adults FROM public.reservation", as: String.self)
                == "2026-11-07 3"
        )
    }
}
