import CommandLine
import Foundation
import Testing

@Suite("README and guides are true")
struct ReadmeTests {
    private static let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    private static let catalogue = "Sources/riad/riad.docc"

    private func read(_ path: String) throws -> String {
        try String(contentsOf: Self.top.appending(path: path), encoding: .utf8)
    }

    /// The names of the guides, without `.md` and without the index.
    private func guides() throws -> Set<String> {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.top.appending(path: Self.catalogue).path)
        return Set(files.filter { $0.hasSuffix(".md") && $0 != "riad.md" }.map { String($0.dropLast(3)) })
    }

    @Test("The keys are those of the table of commands")
    func keys() throws {
        let page = try read("\(Self.catalogue)/Keys.md")
        #expect(page.contains(KeyTable.markdown), "copy what `riad keys --markdown` prints")
    }

    @Test("The picture is 110 columns wide at most, and every character in it is one cell wide")
    func picture() throws {
        let readme = try read("README.md")
        let picture = try #require(readme.components(separatedBy: "```text\n").dropFirst().first)
        let rows = try #require(picture.components(separatedBy: "\n```").first).components(separatedBy: "\n")
        #expect(rows.count > 10)
        for row in rows {
            #expect(row.count <= 110 && !row.hasSuffix(" "), "\(row)")
            // Latin letters, punctuation and lines: no script that runs from right to left, no emoji, nothing that combines.
            let wide = row.unicodeScalars.filter { scalar in
                scalar.properties.isEmojiPresentation
                    || !(0x20...0x24F).contains(scalar.value) && !(0x2010...0x27BF).contains(scalar.value)
            }
            #expect(wide.isEmpty, "\(row)")
        }
        let body = rows.dropFirst(2).dropLast(2).map { Array($0) }
        let column = try #require(rows[1].firstIndex(of: "┬")).utf16Offset(in: rows[1])
        for row in body { #expect(row.count > column && row[column] == "│", "\(String(row))") }
    }

    @Test("The guide for contributors names every room")
    func rooms() throws {
        let page = try read("\(Self.catalogue)/Contributing.md")
        let rooms = try FileManager.default.contentsOfDirectory(atPath: Self.top.appending(path: "Sources").path)
            .filter { $0.first?.isUppercase == true && $0 != "EmbedFiles" }
        for room in rooms { #expect(page.contains("`\(room)`"), "\(room)") }
    }

    @Test("Links lead somewhere, and the index and the README lead to every guide")
    func links() throws {
        let guides = try guides()
        let readme = try read("README.md")
        for link in readme.matches(of: /\]\(([^)]+)\)/) where !link.output.1.hasPrefix("http") {
            let path = Self.top.appending(path: String(link.output.1)).path
            #expect(FileManager.default.fileExists(atPath: path), "\(path)")
        }
        for guide in guides { #expect(readme.contains("(\(Self.catalogue)/\(guide).md)"), "\(guide)") }
        for page in guides.union(["riad"]) {
            let text = try read("\(Self.catalogue)/\(page).md")
            for link in text.matches(of: /<doc:([^>]+)>/) {
                #expect(guides.contains(String(link.output.1)), "\(link.output.0) in \(page)")
            }
        }
        let index = try read("\(Self.catalogue)/riad.md")
        for guide in guides { #expect(index.contains("<doc:\(guide)>"), "\(guide)") }
    }

    @Test("The top level holds what belongs there and nothing else")
    func topLevel() throws {
        let visible = try FileManager.default.contentsOfDirectory(atPath: Self.top.path)
            .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
        #expect(Set(visible) == ["Package.swift", "README.md", "Sources", "Tests", "themes"])
    }
}
