import ArgumentParser
import FoundationEssentials

/// The output format of a command.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For programs.
    case json
}

/// The option for the output format.
struct OutputOptions: ParsableArguments {
    @Option(name: [.customShort("o"), .long], help: "text or json.")
    var output = OutputFormat.text
}

extension OutputOptions {
    /// Prints a list: a line an item, or a JSON array.
    func print<Item>(
        _ items: [Item],
        line: (Item) -> TerminalText,
        json: (Item) throws -> some Encodable
    ) throws {
        switch output {
        case .text: for item in items { StandardOutput.print(line(item)) }
        case .json: StandardOutput.print(try JSONOutput.text(items.map(json)))
        }
    }
}

/// The option for the length of a list.
struct LimitOption: ParsableArguments {
    @Option(help: "Maximum number of results, 1 to 1000.")
    var limit = 50

    func validate() throws {
        guard (1...1_000).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 1000") }
    }
}

/// JSON that is safe to print on a terminal: control characters become equivalent \u escapes.
enum JSONOutput {
    /// Encodes a value as JSON on one line.
    static func text(_ value: some Encodable) throws -> TerminalText {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(value), as: UTF8.self)
        var safe = ""
        for scalar in json.unicodeScalars {
            if steers(scalar) { safe += escaped(scalar) } else { safe.unicodeScalars.append(scalar) }
        }
        return TerminalText(encoded: safe)
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: false
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}
