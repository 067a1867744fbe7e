import CommandLine
import Foundation
import Testing

@Suite("The README is true")
struct ReadmeTests {
    private static let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

    private func read(_ path: String) throws -> String {
        try String(contentsOf: Self.top.appending(path: path), encoding: .utf8)
    }

    @Test("Its keys are those of the table of commands")
    func keys() throws {
        #expect(try read("README.md").contains(KeyTable.markdown), "copy what `riad keys --markdown` prints")
    }

    @Test("Its picture is the screen")
    func picture() throws {
        #expect(try read("README.md").contains(try read("Tests/ConsoleTests/Screens/readme.txt")))
    }

    @Test("It names every room, and no room that isn't there")
    func rooms() throws {
        let readme = try read("README.md")
        let rooms = try FileManager.default.contentsOfDirectory(atPath: Self.top.appending(path: "Sources").path)
            .filter { $0.first?.isUppercase == true && $0 != "EmbedFiles" }
        for room in rooms { #expect(readme.contains("`\(room)`"), "\(room)") }
    }

    @Test("The top level holds what belongs there and nothing else")
    func topLevel() throws {
        let visible = try FileManager.default.contentsOfDirectory(atPath: Self.top.path)
            .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
        #expect(Set(visible) == ["Package.swift", "README.md", "Sources", "Tests", "themes"])
    }
}
