import Postgres
import Testing

@Suite("Files of code")
struct CodeFileTests {
    private func file(_ name: String, requires: String = "") -> CodeFile {
        let line = requires.isEmpty ? "" : "-- requires: \(requires)\n"
        return CodeFile(name: name, text: "-- What it is.\n\(line)\nSELECT 1;\n")
    }

    private func order(_ files: [CodeFile]) throws -> [String] {
        try CodeFile.ordered(files).map(\.name)
    }

    @Test("They go by name where none requires another")
    func names() throws {
        #expect(try order([file("b/y"), file("a/z"), file("b/x")]) == ["a/z", "b/x", "b/y"])
    }

    @Test("A file comes after those that it requires, and after what these require")
    func requirements() throws {
        let files = [file("a", requires: "c d"), file("b"), file("c", requires: "d"), file("d")]
        #expect(try order(files) == ["d", "c", "a", "b"])
    }

    @Test("A file that isn't there, or a circle, is named")
    func mistakes() {
        func failure(_ files: [CodeFile]) -> MigrationError? {
            do throws(MigrationError) { _ = try CodeFile.ordered(files) } catch { return error }
            return nil
        }
        #expect(failure([file("a", requires: "b")]) == .missingCode(name: "b", requiredBy: "a"))
        let circle = [file("a", requires: "b"), file("b", requires: "a")]
        #expect(failure(circle) == .circularCode(["a", "b", "a"]))
    }
}
