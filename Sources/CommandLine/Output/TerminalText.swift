import Domain
import Text

/// Text that may go to a terminal by a command's output: nothing in it can steer one. It is made of `SafeText`, of
/// `SafeLines`, of numbers and of the program's own words; another `String` gets in by the filter alone.
package struct TerminalText: Sendable, Hashable {
    /// What is written.
    package let plain: String

    /// One line.
    package init(_ text: SafeText) {
        plain = text.plain
    }

    /// Several lines.
    package init(_ text: SafeLines) {
        plain = text.plain
    }

    /// The lines of whatever text, filtered.
    package static func lines(_ text: String) -> TerminalText {
        TerminalText(SafeLines(UntrustedText(text)))
    }

    /// Whatever text on one line, filtered.
    package static func line(_ text: String) -> TerminalText {
        TerminalText(SafeText(UntrustedText(text)))
    }

    /// The same with its tabs, which move a cursor only to the right: the parser's scripts for shells have some.
    static func keepingTabs(_ text: String) -> TerminalText {
        let parts = text.split(separator: "\t", omittingEmptySubsequences: false).map { lines(String($0)).plain }
        return TerminalText(encoded: parts.joined(separator: "\t"))
    }

    /// A text in which an encoding has left nothing that steers a terminal: JSON and CSV, which must stay what they mean.
    init(encoded text: String) {
        plain = text
    }

    /// Two texts, one after the other.
    package static func + (left: TerminalText, right: TerminalText) -> TerminalText {
        TerminalText(encoded: left.plain + right.plain)
    }
}

extension TerminalText: ExpressibleByStringInterpolation {
    /// Puts safe texts and numbers between the program's own words.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity)
        }

        /// The program's own words, written in its source.
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
