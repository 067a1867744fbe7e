import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Minutes of a calendar")
struct ServiceMinutesTests {
    private let database: TestDatabase
    init() throws { database = try TestDatabase() }

    /// Random calendars, holidays and starts around days on which clocks change, some of them at midnight, some by half an
    /// hour; Morocco's at the beginning and the end of Ramadan.
    private static let cases = """
        SELECT setseed(0.42);
        INSERT INTO riad.calendars (id, name, time_zone, openings)
        SELECT lpad(n::text, 32, '0')::uuid, 'c' || n, (ARRAY['Africa/Casablanca', 'Europe/Paris', 'America/New_York',
                'Africa/Cairo', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Beirut', 'Asia/Kathmandu'])[1 + n % 8],
            (SELECT range_agg(int4range(o.opens, least(o.opens + o.length, 10080))) FROM (
                SELECT floor(random() * 10000 + n * 0)::int AS opens, 30 + floor(random() * 900)::int AS length
                FROM generate_series(1, 12)
            ) o)
        FROM generate_series(1, 64) n;
        CREATE TABLE cases AS
        SELECT lpad(n::text, 32, '0')::uuid AS calendar_id, 1 + floor(random() * 1500)::int AS minutes,
            (ARRAY['2026-02-14', '2026-03-21', '2026-03-28', '2026-10-24', '2026-03-07', '2026-10-31', '2018-11-03',
                '2018-02-16', '2023-04-27', '2023-10-26', '2026-04-04', '2026-06-01'])[1 + floor(random() * 12)::int]
                ::timestamptz + make_interval(mins => floor(random() * 1440)::int) AS start
        FROM generate_series(1, 64) n;
        INSERT INTO riad.holidays
        SELECT c.calendar_id, (c.start + interval '1 day' * (1 + floor(random() * 3)))::date, 'Fête' FROM cases c
        WHERE random() < 0.4
        """

    /// Minute by minute: which is the last of those that count, by nothing but the wall clock.
    private static let wrong = """
        SELECT string_agg(concat_ws(' ', k.time_zone, c.start, c.minutes, k.openings), '; ') FROM cases c
        JOIN riad.calendars k ON k.id = c.calendar_id
        WHERE riad.due_at(c.start, c.minutes, k.id) IS DISTINCT FROM (
            SELECT minute + interval '1 min' FROM generate_series(c.start, c.start + interval '12 days', '1 min') minute
            CROSS JOIN LATERAL (SELECT minute AT TIME ZONE k.time_zone AS wall) w
            WHERE k.openings @> (
                (extract(isodow FROM wall)::int - 1) * 1440 + extract(hour FROM wall)::int * 60
                    + extract(minute FROM wall)::int
            ) AND NOT EXISTS (SELECT FROM riad.holidays h WHERE h.calendar_id = k.id AND h.day = wall::date)
            ORDER BY minute OFFSET c.minutes - 1 LIMIT 1
        )
        """

    @Test("are those of a count minute by minute, also where clocks are put forward and back")
    func likeACount() throws {
        try database.run(Self.cases)
        #expect(try database.value("SELECT count(*) FROM cases", as: Int64.self) == 64)
        #expect(try database.value(Self.wrong, as: String.self) == nil)
    }

    private func due(_ start: String, _ minutes: Int, _ openings: String, _ zone: String = "Africa/Casablanca") throws
        -> String?
    {
        try database.value(
            """
            WITH k AS (INSERT INTO riad.calendars (name, time_zone, openings)
                VALUES (gen_random_uuid()::text, '\(zone)', '\(openings)') RETURNING id)
            SELECT id::text FROM k
            """,
            as: String.self
        )
        .flatMap { id in
            try database.value(
                "SELECT (riad.due_at('\(start)', \(minutes), '\(id)') AT TIME ZONE 'UTC')::text",
                as: String.self
            )
        }
    }

    @Test("run through nights, over week-ends and past Ramadan's hour; an hour counts as often as the clock shows it")
    func byHand() throws {
        // Monday to Friday, 9 to 18.
        let office = "{[540,1080),[1980,2520),[3420,3960),[4860,5400),[6300,6840)}"
        // Friday 17:30 local; 60 minutes are over on Monday at 9:30.
        #expect(try due("2026-06-05 16:30Z", 60, office) == "2026-06-08 08:30:00")
        // To the minute at which it closes, not to the next opening.
        #expect(try due("2026-06-05 16:30Z", 30, office) == "2026-06-05 17:00:00")
        // The same in Ramadan, when Casablanca's clock is UTC's.
        #expect(try due("2026-02-20 16:30Z", 60, office) == "2026-02-20 17:30:00")
        // Saturday 22:00 to Sunday 6:00, while New York's clock shows 1:00 to 2:00 twice: nine hours.
        let night = "{[8520,9000)}"
        #expect(try due("2026-11-01 02:00Z", 540, night, "America/New_York") == "2026-11-01 11:00:00")
        #expect(try due("2026-03-08 03:00Z", 420, night, "America/New_York") == "2026-03-08 10:00:00")
    }

    @Test("end after 400 days, whatever the calendar says, and don't depend on the session's zone")
    func bounded() throws {
        let id = "00000000-0000-4000-8000-00000000cccc"
        try database.run(
            """
            INSERT INTO riad.calendars (id, name, time_zone, openings) VALUES ('\(id)', 'k', 'Europe/Paris', '{[0,1)}');
            INSERT INTO riad.holidays SELECT '\(id)', '2026-01-01'::date + n, 'x' FROM generate_series(0, 9999) n
            """
        )
        let days = "SELECT extract(day FROM riad.due_at(now(), 43200, '\(id)') - now())::bigint"
        #expect(try database.value(days, as: Int64.self) == 400)
        let connection = database.connection()
        try connection.run(script: "SET timezone = 'America/New_York'", name: "zone")
        let whole = Statement(
            name: "whole",
            text: "SELECT riad.due_at('2026-10-31 12:00Z', 2880, (SELECT id FROM riad.calendars WHERE name = '24/7'))"
                + " = '2026-11-02 12:00Z'"
        )
        #expect(
            try connection.run(Request(reading: whole) { rows throws(DecodingError) in try rows.single()[0] as Bool })
        )
    }

    @Test("need an opening, a known zone, and a name that can be read")
    func nonsense() throws {
        func refused(_ values: String) throws -> String? {
            try refusal {
                try database.run("INSERT INTO riad.calendars (name, time_zone, openings) VALUES (\(values))")
            }
        }
        #expect(try refused("'k', 'Europe/Paris', '{}'") == "23514")
        #expect(try refused("'k', 'Europe/Paris', '{[0,10081)}'") == "23514")
        #expect(try refused("'', 'Europe/Paris', '{[0,1)}'") == "23514")
        #expect(try refused("E'a\\x1b[2J', 'Europe/Paris', '{[0,1)}'") == "23514")
        #expect(try refused("'k', '''; DROP TABLE riad.calendars', '{[0,1)}'") == "23514")
    }
}
