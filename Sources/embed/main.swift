import Foundation

/// `embed TYPE OUTPUT FILE…` writes a Swift file with an enum TYPE: one static string a file, named after it in
/// lower camel case, and `all`, the files' names and texts in the order given.

/// `0001_tables` → `m0001Tables`, `inbox_page` → `inboxPage`: a Swift identifier for a file's name.
func identifier(for name: String) -> String {
    let words = name.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    let camel = words.enumerated()
        .map { $0.offset == 0 ? String($0.element) : $0.element.prefix(1).uppercased() + $0.element.dropFirst() }
        .joined()
    return camel.first?.isNumber == true ? "m" + camel : camel
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
    FileHandle.standardError.write(Data("usage: embed TYPE OUTPUT FILE…\n".utf8))
    exit(2)
}

var source = "// Made by the build from the files it names; edit those.\n\npackage enum \(arguments[0]) {\n"
var entries: [String] = []
for path in arguments.dropFirst(2) {
    let url = URL(fileURLWithPath: path)
    let name = url.deletingPathExtension().lastPathComponent
    let text = try String(contentsOf: url, encoding: .utf8)
    let fence = text.contains("\"\"\"#") ? "##" : "#"
    source +=
        "    package static let \(identifier(for: name)): StaticString = \(fence)\"\"\"\n\(text)\n\"\"\"\(fence)\n\n"
    entries.append("        (\"\(name)\", \(identifier(for: name))),")
}
source += "    /// Every file, in the order of their names.\n"
source += "    package static let all: [(name: StaticString, text: StaticString)] = [\n"
source += entries.joined(separator: "\n") + "\n    ]\n}\n"
try source.write(to: URL(fileURLWithPath: arguments[1]), atomically: true, encoding: .utf8)
