import Postgres
import TestSupport

/// A suite that runs commands against its harness's database, as people of the house.
protocol CommandLineSuite {
    var house: EndToEndHarness { get }
}

extension CommandLineSuite {
    /// Runs a command with a person's login, to its end.
    func riad(_ words: String..., as person: TestPerson, input: String = "") throws -> ProcessResult {
        try run(words, as: person.login, input: input)
    }

    /// Runs a command with any login, to its end.
    func run(_ words: [String], as login: String, input: String = "") throws -> ProcessResult {
        try Riad.run(words + ["--database", house.database.uri(login: login)], home: house.home, input: input)
    }

    /// The text at a path of a JSON document; nil if there is none.
    func json(_ text: String, _ path: String) throws -> String? {
        try house.database.value("SELECT $1::jsonb #>> $2::text[]", [Parameter(text), Parameter(path)])
    }
}
