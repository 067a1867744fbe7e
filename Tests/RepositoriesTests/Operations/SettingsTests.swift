import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("The house's settings")
struct SettingsTests {
    private let house: SQLFixture
    private let boss: Administrator
    init() throws {
        house = try SQLFixture()
        boss = try Administrator(house.database)
    }

    private func setting(_ key: String) throws -> HouseSetting? {
        try boss.run(try HouseSettings.all(for: boss.user)).first { $0.key == key }
    }

    private func refusal(_ key: String, _ value: String?, by person: Administrator? = nil) throws -> Refusal? {
        let person = person ?? boss
        do {
            // Without the check before the round trip: what is tried here is the database's.
            var user = person.user
            user.role = .superAdmin
            try person.run(try HouseSettings.change(key, to: value, by: user))
            return nil
        } catch let error as PostgresError {
            return error.refusal
        }
    }

    @Test("One that was never changed has its default; a changed one says who changed it and when")
    func changing() throws {
        let before = try #require(try setting("arrival_hour"))
        #expect(before.value == "15" && before.isDefault && before.changedAt == nil && before.changedBy == nil)
        #expect(try refusal("arrival_hour", " 14 ") == nil)
        let after = try #require(try setting("arrival_hour"))
        #expect(after.value == "14" && after.defaultValue == "15" && after.changedAt != nil)
        #expect(after.changedBy != nil)
        #expect(try refusal("arrival_hour", nil) == nil)
        #expect(try setting("arrival_hour")?.isDefault == true)
    }

    @Test(
        "A value of another kind or out of range is refused, and nothing changes",
        arguments: [
            ("arrival_hour", "24"), ("arrival_hour", "noon"), ("arrival_hour", ""), ("arrival_hour", "1e1"),
            ("zone_isolation", "perhaps"), ("house_country", "Maroc"), ("house_country", "ma"),
            ("time_zone", "Marrakech"), ("webhook_networks", "10.1.0.0/99"), ("webhook_log_days", "1"),
            ("webhook_log_days", "99999999999999"), ("audit_months", "3"),
        ]
    )
    func invalid(key: String, value: String) throws {
        let before = try setting(key)
        #expect(try refusal(key, value) == .invalidInput)
        #expect(try setting(key) == before)
    }

    @Test("Networks are separated by commas or blanks, and none is none")
    func networks() throws {
        #expect(try refusal("webhook_networks", "10.1.0.0/16,  192.168.0.0/24 10.1.0.0/16") == nil)
        #expect(try setting("webhook_networks")?.value == "10.1.0.0/16, 192.168.0.0/24")
        #expect(try refusal("webhook_networks", "") == nil)
        #expect(try setting("webhook_networks")?.isDefault == true)
    }

    @Test("There is no setting but the known ones: the company's id can't be changed")
    func unknown() throws {
        #expect(try refusal("organisation_id", "00000000-0000-4000-8000-000000000001") == .notFound)
        #expect(try refusal("colour", "blue") == .notFound)
    }

    @Test(
        "Only administrators read or change them",
        arguments: [AppRole.superviseur, .agent, .technicien, .comptabilite]
    )
    func rights(role: AppRole) throws {
        let other = try Administrator(house.database, role: role)
        #expect(try refusal("arrival_hour", "14", by: other) == .notPermitted)
        #expect(try refusal("colour", "14", by: other) == .notPermitted)
        var user = other.user
        user.role = .superAdmin
        #expect(throws: PostgresError.self) { try other.run(try HouseSettings.all(for: user)) }
    }

    @Test("An administrator keeps the audit trail longer; only a super_admin keeps it for less time")
    func auditTrail() throws {
        #expect(try refusal("audit_months", "36") == nil)
        #expect(try refusal("audit_months", "30") == .notPermitted)
        #expect(try refusal("audit_months", "30", by: Administrator(house.database, role: .superAdmin)) == nil)
    }

    @Test("Today, and the hour of arrival, follow the house's time zone")
    func timeZone() throws {
        #expect(try refusal("time_zone", "Pacific/Kiritimati") == nil)
        #expect(try refusal("arrival_hour", "9") == nil)
        let isThere: String? = try house.database.value(
            "SELECT (riad.local_today() = (clock_timestamp() AT TIME ZONE 'Pacific/Kiritimati')::date)::text"
        )
        #expect(isThere == "true")
        let arrival: String? = try house.database.value(
            "SELECT (riad.arrival_time('2026-12-24') AT TIME ZONE 'UTC')::text"
        )
        #expect(arrival == "2026-12-23 19:00:00")
    }
}
