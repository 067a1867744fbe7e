import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Listing stays")
struct ReservationListingTests {
    private let desk: AssignmentFixture

    init() throws {
        desk = try AssignmentFixture()
    }

    /// A stay with its guest, its property in a zone, and a conversation about it.
    private func stay(
        of guest: String,
        in zone: String,
        _ from: String,
        _ to: String,
        status: String = "confirmed",
        assignedTo person: TestPerson? = nil
    ) throws -> (guest: Identifier<Guest>, property: Identifier<Property>, id: Identifier<Reservation>) {
        let (whose, place): (Identifier<Guest>, Identifier<Property>) = (freshIdentifier(), freshIdentifier())
        let id: Identifier<Reservation> = freshIdentifier()
        let talk = try desk.deployment.conversation(.enCours, assignedTo: person, zone: try desk.zone(zone))
        try desk.database.run(
            """
            INSERT INTO public.property (property_id, org_id, name, address, zone)
            SELECT '\(place)', riad.organisation_id(), 'Riad \(guest)', '1 rue', '\(zone)';
            INSERT INTO public.guest (guest_id, org_id, first_name) SELECT '\(whose)', riad.organisation_id(), '\(guest)';
            INSERT INTO public.reservation (res_id, org_id, guest_id, property_id, check_in, check_out, status)
            SELECT '\(id)', riad.organisation_id(), '\(whose)', '\(place)', '\(from)', '\(to)', '\(status)';
            UPDATE public.conversations SET guest_id = '\(whose)', reservation_id = '\(id)' WHERE id = '\(talk)'
            """
        )
        return (whose, place, id)
    }

    private func names(_ filter: ReservationFilter = ReservationFilter(), limit: Int = 10, for member: FixtureUser)
        throws -> [String]
    {
        var daring = member.user
        daring.role = .superAdmin
        let stays = try member.connection.run(try Guests.reservations(matching: filter, limit: limit, for: daring))
        return stays.map { $0.guestName?.original ?? "–" }
    }

    @Test("By first day, of all or of a guest, a property, a zone, a status, some days")
    func filters() throws {
        let sofia = try stay(of: "Sofia", in: "rabat_agdal", "2026-11-10", "2026-11-14")
        let klaus = try stay(of: "Klaus", in: "agadir_marina", "2026-11-01", "2026-11-10", status: "pending")
        let giulia = try stay(of: "Giulia", in: "rabat_agdal", "2026-12-24", "2027-01-02", status: "cancelled")
        let agent = try desk.member(.agent)
        #expect(try names(for: agent) == ["Klaus", "Sofia", "Giulia"])
        #expect(try names(limit: 2, for: agent) == ["Klaus", "Sofia"])
        #expect(try names(ReservationFilter(guest: giulia.guest), for: agent) == ["Giulia"])
        #expect(try names(ReservationFilter(property: klaus.property), for: agent) == ["Klaus"])
        #expect(try names(ReservationFilter(zone: "rabat_agdal", status: "confirmed"), for: agent) == ["Sofia"])
        #expect(try names(ReservationFilter(from: CalendarDay(iso: "2026-11-11")), for: agent) == ["Sofia", "Giulia"])
        #expect(try names(ReservationFilter(to: CalendarDay(iso: "2026-11-10")), for: agent) == ["Klaus", "Sofia"])
        let found = try #require(
            try agent.connection.run(try Guests.reservationListing(sofia.id, for: agent.user)).first
        )
        #expect(found.guest == sofia.guest && found.property == sofia.property && found.zone == "rabat_agdal")
        #expect(found.record == (try agent.connection.run(try Guests.reservation(sofia.id, for: agent.user))))
        #expect(try refusal { _ = try names(limit: 0, for: agent) } == Refusal.invalidInput.state)
    }

    @Test("Under isolation an agent sees those of own zones and own conversations, without a role none")
    func isolated() throws {
        let agent = try desk.member(.agent, zones: ["rabat_agdal"])
        let boss = try desk.member(.superviseur)
        _ = try stay(of: "Sofia", in: "rabat_agdal", "2026-11-10", "2026-11-14")
        let klaus = try stay(of: "Klaus", in: "agadir_marina", "2026-11-01", "2026-11-10")
        _ = try stay(of: "Giulia", in: "agadir_marina", "2026-12-24", "2027-01-02", assignedTo: agent.person)
        try desk.deployment.isolateZones()
        #expect(try names(for: agent) == ["Sofia", "Giulia"])
        #expect(try agent.connection.run(try Guests.reservationListing(klaus.id, for: agent.user)).isEmpty)
        #expect(try names(ReservationFilter(property: klaus.property), for: agent).isEmpty)
        #expect(try names(for: boss).count == 3)
        try desk.database.run("UPDATE public.user_roles SET is_active = false WHERE user_id = '\(agent.id)'")
        let later = desk.database.connection(as: agent.person)
        #expect(
            try later.run(try Guests.reservations(matching: ReservationFilter(), limit: 9, for: agent.user)).isEmpty
        )
    }

    @Test("A technicien sees those of conversations of theirs, and not where; nor does a property find any for them")
    func besideTheDesk() throws {
        let repairs = try desk.member(.technicien)
        _ = try stay(of: "Sofia", in: "rabat_agdal", "2026-11-10", "2026-11-14")
        let klaus = try stay(of: "Klaus", in: "agadir_marina", "2026-11-01", "2026-11-10", assignedTo: repairs.person)
        let stays = try repairs.connection.run(
            try Guests.reservations(matching: ReservationFilter(), limit: 9, for: repairs.user)
        )
        let only = try #require(stays.first)
        #expect(stays.count == 1 && only.record.id == klaus.id && only.guestName?.original == "Klaus")
        #expect(only.property == nil && only.propertyName == nil && only.zone == nil)
        #expect(try names(ReservationFilter(property: klaus.property), for: repairs).isEmpty)
        #expect(try names(ReservationFilter(zone: "agadir_marina"), for: repairs).isEmpty)
    }
}
