import Domain
import Text

/// Text that is safe to print on a terminal: it contains no control sequences. Built from `SafeText`, `SafeLines`,
/// numbers and literals; any other `String` is filtered.
package struct TerminalText: Sendable, Hashable {
    /// The text.
    package let plain: String

    /// Creates a single line.
    package init(_ text: SafeText) {
        plain = text.plain
    }

    /// Creates several lines.
    package init(_ text: SafeLines) {
        plain = text.plain
    }

    /// Filters a text, keeping its line breaks.
    package static func lines(_ text: String) -> TerminalText {
        TerminalText(SafeLines(UntrustedText(text)))
    }

    /// Filters a text into a single line.
    package static func line(_ text: String) -> TerminalText {
        TerminalText(SafeText(UntrustedText(text)))
    }

    /// Filters a text but keeps tabs, which only move the cursor right: ArgumentParser's completion scripts contain
    /// them.
    static func keepingTabs(_ text: String) -> TerminalText {
        let parts = text.split(separator: "\t", omittingEmptySubsequences: false).map { lines(String($0)).plain }
        return TerminalText(encoded: parts.joined(separator: "\t"))
    }

    /// Takes an encoded text, JSON or CSV, unchanged: the encoding leaves no control sequences in it.
    init(encoded text: String) {
        plain = text
    }

    /// Concatenates two texts.
    package static func + (left: TerminalText, right: TerminalText) -> TerminalText {
        TerminalText(encoded: left.plain + right.plain)
    }
}

extension TerminalText: ExpressibleByStringInterpolation {
    /// Interpolates safe texts and numbers into literals.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity)
        }

        /// Appends a literal of the program's source.
        package mutating func appendLiteral(_ literal: String) { text += literal }
        package mutating func appendInterpolation(_ value: TerminalText) { text += value.plain }
        package mutating func appendInterpolation(_ value: SafeText) { text += value.plain }
        package mutating func appendInterpolation(_ value: some BinaryInteger) { text += String(value) }
        package mutating func appendInterpolation<Value>(_ value: Identifier<Value>) { text += value.description }
    }

    package init(stringInterpolation: StringInterpolation) {
        plain = stringInterpolation.text
    }

    package init(stringLiteral text: String) {
        plain = text
    }
}
