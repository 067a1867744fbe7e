import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Changing guests, stays and properties")
struct EditingTests {
    private let desk: AssignmentFixture
    private let guest: Identifier<Guest>
    private let stay: Identifier<Reservation>
    private let property: Identifier<Property>
    private let conversation: Identifier<Conversation>

    init() throws {
        desk = try AssignmentFixture()
        (guest, stay, property) = (freshIdentifier(), freshIdentifier(), freshIdentifier())
        let zone = try desk.zone("marrakech_medina")
        conversation = try desk.deployment.conversation(.nouvelle, zone: zone)
        try desk.database.run(
            """
            INSERT INTO public.property (property_id, org_id, name, address, zone, amenities)
            SELECT '\(property)', riad.organisation_id(), 'Riad Dar', '1 rue', 'marrakech_medina', '{"wifi": true, "pool": "heated", "gym": false}';
            INSERT INTO public.guest (guest_id, org_id, first_name, last_name, email, phone)
            SELECT '\(guest)', riad.organisation_id(), 'Sofia', 'Moreau', 'sofia@example.com', '+33 6 12';
            INSERT INTO public.reservation (res_id, org_id, guest_id, property_id, check_in, check_out, adults)
            SELECT '\(stay)', riad.organisation_id(), '\(guest)', '\(property)', '2026-11-01', '2026-11-05', 2;
            UPDATE public.conversations SET guest_id = '\(guest)', reservation_id = '\(stay)' WHERE id = '\(conversation)'
            """
        )
    }

    /// The user with every right, so that what is tried is the database's.
    private func daring(_ member: FixtureUser) -> CurrentUser {
        var user = member.user
        user.role = .superAdmin
        return user
    }

    private func guest(_ member: FixtureUser) throws -> GuestRecord {
        let found = try member.connection.run(try Guests.find(guest, for: daring(member)))
        return try #require(found)
    }

    private func stay(_ member: FixtureUser) throws -> ReservationRecord {
        let found = try member.connection.run(try Guests.reservation(stay, for: daring(member)))
        return try #require(found)
    }

    private func property(_ member: FixtureUser) throws -> PropertyRecord {
        let found = try member.connection.run(try Properties.list(property, limit: 1, for: daring(member)))
        return try #require(found.first)
    }

    private func edit(
        _ record: GuestRecord,
        by member: FixtureUser,
        _ change: (inout GuestRecord.Content) -> Void
    ) throws -> String? {
        var content = record.content
        change(&content)
        return try refusal { try member.connection.run(try Guests.edit(record, to: content, by: daring(member))) }
    }

    private func edit(
        _ record: ReservationRecord,
        by member: FixtureUser,
        _ change: (inout ReservationRecord.Content) -> Void
    ) throws -> String? {
        var content = record.content
        change(&content)
        return try refusal { try member.connection.run(try Guests.edit(record, to: content, by: daring(member))) }
    }

    private func edit(
        _ record: PropertyRecord,
        by member: FixtureUser,
        _ change: (inout PropertyRecord.Content) -> Void
    ) throws -> String? {
        var content = record.content
        change(&content)
        return try refusal { try member.connection.run(try Properties.edit(record, to: content, by: daring(member))) }
    }

    @Test("The rights table decides, role by role", arguments: AppRole.all)
    func rights(role: AppRole) throws {
        let boss = try desk.member(.superAdmin)
        let member = try desk.member(role)
        func isAllowed(_ capability: Capability) -> String? {
            member.user.can(capability) ? nil : Refusal.notPermitted.state
        }
        #expect(try edit(try guest(boss), by: member) { $0.country = "France" } == isAllowed(.writeGuests))
        #expect(try edit(try stay(boss), by: member) { $0.adults = 3 } == isAllowed(.writeGuests))
        #expect(try edit(try property(boss), by: member) { $0.name = "Dar Two" } == isAllowed(.writeProperties))
        let record = try guest(boss)
        var isRefusedBefore = false
        do { _ = try Guests.edit(record, to: record.content, by: member.user) } catch { isRefusedBefore = true }
        #expect(isRefusedBefore == !member.user.can(.writeGuests))
    }

    @Test("What is written is there afterwards, and empty is nothing")
    func roundTrip() throws {
        let boss = try desk.member(.superviseur)
        #expect(
            try edit(try guest(boss), by: boss) {
                $0 = GuestRecord.Content(
                    firstName: " Zoé ",
                    lastName: "",
                    email: "",
                    phone: "+212 6",
                    country: "Maroc",
                    language: "ar"
                )
            } == nil
        )
        let after = try guest(boss).content
        #expect(after.firstName == "Zoé" && after.lastName.isEmpty && after.email.isEmpty && after.language == "ar")
        #expect(try edit(try guest(boss), by: boss) { $0.language = nil } == nil)
        #expect(try guest(boss).content.language == nil)
        #expect(
            try edit(try property(boss), by: boss) {
                $0.zone = "agadir_marina"
                $0.amenities = ["pool", "parking"]
            } == nil
        )
        #expect(try property(boss).content.amenities == ["parking", "pool"])
        let kept = "SELECT amenities ->> 'pool' FROM public.property WHERE property_id = $1"
        #expect(try desk.database.value(kept, [Parameter(property)]) == "heated")
        let zone = "SELECT zone_id FROM public.conversations WHERE id = $1"
        let agadir = try desk.zone("agadir_marina")
        #expect(try desk.database.value(zone, [Parameter(conversation)], as: Int16.self) == agadir)
        #expect(try edit(try stay(boss), by: boss) { $0.status = "cancelled" } == nil)
        #expect(try stay(boss).content.status == "cancelled")
    }

    @Test("What a guest claims is read beside the record, until the desk has written it into it")
    func claims() throws {
        let boss = try desk.member(.superviseur)
        try desk.database.run(
            """
            INSERT INTO riad.guest_claims (guest_id, number, claim) VALUES
                ('\(guest)', 1, 'Sofia@example.org'), ('\(guest)', 2, '+33612345678'), ('\(guest)', 3, 'sofia@example.com')
            """
        )
        func read() throws -> [[String]] {
            let panel = try boss.connection.run(try Conversations.details(of: conversation, for: boss.user))
            return [try guest(boss).claims, panel.guest?.unverifiedContacts ?? []].map { $0.map(\.original) }
        }
        #expect(try read() == [["Sofia@example.org", "+33612345678"], ["Sofia@example.org", "+33612345678"]])
        #expect(
            try edit(try guest(boss), by: boss) { ($0.email, $0.phone) = ("Sofia@EXAMPLE.org", "0033 6 12 34 56 78") }
                == nil
        )
        #expect(try read() == [["sofia@example.com"], ["sofia@example.com"]])
        let member = try desk.member(.technicien)
        #expect(try member.connection.run(try Conversations.details(of: conversation, for: nil)).guest == nil)
    }

    @Test("Nobody overwrites a colleague's change unseen")
    func versions() throws {
        let (one, other) = (try desk.member(.superviseur), try desk.member(.administrateur))
        let (guest, stay, property) = (try guest(one), try stay(one), try property(one))
        #expect(try edit(guest, by: other) { $0.phone = "+33 7" } == nil)
        #expect(try edit(guest, by: one) { $0.lastName = "Mine" } == Refusal.conflict.state)
        #expect(try edit(stay, by: other) { $0.adults = 4 } == nil)
        #expect(try edit(stay, by: one) { $0.children = 1 } == Refusal.conflict.state)
        #expect(try edit(property, by: other) { $0.address = "2 rue" } == nil)
        #expect(try edit(property, by: one) { $0.name = "Mine" } == Refusal.conflict.state)
        #expect(try self.guest(one).content.phone == "+33 7")
    }

    @Test("Only the language changed is a change too")
    func languageAlone() throws {
        let (one, other) = (try desk.member(.agent), try desk.member(.agent))
        let record = try guest(one)
        #expect(try edit(record, by: other) { $0.language = "fr" } == nil)
        #expect(try edit(record, by: one) { $0.language = "en" } == Refusal.conflict.state)
    }

    @Test("Under zone isolation an agent changes only guests whose conversations they read")
    func isolation() throws {
        let boss = try desk.member(.superviseur)
        try desk.deployment.isolateZones()
        let far = try desk.member(.agent, zones: ["agadir_marina"])
        #expect(try far.connection.run(try Guests.find(guest, for: far.user)) == nil)
        #expect(try far.connection.run(try Guests.conversations(of: guest, limit: 9, for: far.user)).isEmpty)
        #expect(try edit(try guest(boss), by: far) { $0.phone = "+1" } == Refusal.notFound.state)
        #expect(try edit(try stay(boss), by: far) { $0.adults = 1 } == Refusal.notFound.state)
        let near = try desk.member(.agent, zones: ["marrakech_medina"])
        #expect(try edit(try guest(near), by: near) { $0.phone = "+1" } == nil)
        let history = try near.connection.run(try Guests.conversations(of: guest, limit: 9, for: near.user))
        #expect(history.map(\.id) == [conversation])
        #expect(history.first?.propertyName?.original == "Riad Dar")
    }

    @Test("What can't be is refused")
    func nonsense() throws {
        let boss = try desk.member(.superviseur)
        let (guest, stay, property) = (try guest(boss), try stay(boss), try property(boss))
        #expect(try edit(guest, by: boss) { $0.firstName = "a\u{1B}[2J" } == Refusal.invalidInput.state)
        #expect(
            try edit(guest, by: boss) { $0.lastName = String(repeating: "x", count: 101) } == Refusal.invalidInput.state
        )
        #expect(try edit(guest, by: boss) { $0.country = "a\u{202E}b" } == Refusal.invalidInput.state)
        #expect(try edit(guest, by: boss) { $0.email = "nobody" } == Refusal.invalidInput.state)
        #expect(try edit(guest, by: boss) { $0.phone = "call me" } == Refusal.invalidInput.state)
        #expect(try edit(guest, by: boss) { $0.language = "Français" } == Refusal.invalidInput.state)
        #expect(try edit(stay, by: boss) { $0.checkOut = $0.checkIn } == Refusal.invalidInput.state)
        #expect(try edit(stay, by: boss) { $0.adults = -1 } == Refusal.invalidInput.state)
        #expect(try edit(stay, by: boss) { $0.status = "perhaps" } == Refusal.invalidInput.state)
        #expect(try edit(property, by: boss) { $0.name = " " } == Refusal.invalidInput.state)
        #expect(try edit(property, by: boss) { $0.zone = "mars" } == Refusal.invalidInput.state)
        #expect(try edit(property, by: boss) { $0.amenities = ["a\nb"] } == Refusal.invalidInput.state)
        #expect(try self.guest(boss) == guest && self.property(boss) == property)
    }
}
