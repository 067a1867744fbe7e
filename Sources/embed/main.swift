import Foundation

/// `embed TYPE OUTPUT FOLDER FILE…` writes a Swift file with an enum TYPE: one static string per file, named after its
/// path below the folder in lower camel case, and `all`, the names and texts in the given order.

/// Converts a file name to a Swift identifier: `0001_tables` → `m0001Tables`, `rights/session` → `rightsSession`.
func identifier(for name: String) -> String {
    let words = name.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    let camel = words.enumerated()
        .map { $0.offset == 0 ? String($0.element) : $0.element.prefix(1).uppercased() + $0.element.dropFirst() }
        .joined()
    return camel.first?.isNumber == true ? "m" + camel : camel
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 3 else {
    FileHandle.standardError.write(Data("usage: embed TYPE OUTPUT FOLDER FILE…\n".utf8))
    exit(2)
}

var source = "// Made by the build from the files it names; edit those.\n\npackage enum \(arguments[0]) {\n"
var entries: [String] = []
for path in arguments.dropFirst(3) {
    let url = URL(fileURLWithPath: path)
    let name = String(url.deletingPathExtension().path.dropFirst(arguments[2].count + 1))
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
