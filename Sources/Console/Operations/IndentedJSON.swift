import Domain

extension UntrustedText {
    /// JSON with a line for each value, indented; anything else keeps its characters too.
    var indentedJSON: UntrustedText {
        var indenter = JSONIndenter()
        for scalar in original.unicodeScalars { indenter.add(scalar) }
        return UntrustedText(String(indenter.text))
    }
}

/// Breaks JSON into lines, scalar by scalar.
private struct JSONIndenter {
    private(set) var text = String.UnicodeScalarView()
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// Whether a bracket was opened and nothing has followed yet.
    private var hasJustOpened = false

    /// Deeper values aren't indented further: hostile JSON may nest without end.
    private static let deepest = 16

    mutating func add(_ scalar: Unicode.Scalar) {
        guard !isInString else { return addInString(scalar) }
        switch scalar {
        case "{", "[":
            startValue()
            text.append(scalar)
            depth += 1
            hasJustOpened = true
        case "}", "]":
            depth = max(0, depth - 1)
            if !hasJustOpened { breakLine() }
            hasJustOpened = false
            text.append(scalar)
        case ",":
            text.append(scalar)
            breakLine()
        case ":": text.append(contentsOf: ": ".unicodeScalars)
        case " ", "\n", "\t", "\r": break
        default:
            startValue()
            isInString = scalar == "\""
            text.append(scalar)
        }
    }

    private mutating func addInString(_ scalar: Unicode.Scalar) {
        text.append(scalar)
        if !isEscaped, scalar == "\"" { isInString = false }
        isEscaped = !isEscaped && scalar == "\\"
    }

    private mutating func startValue() {
        if hasJustOpened { breakLine() }
        hasJustOpened = false
    }

    private mutating func breakLine() {
        text.append(contentsOf: ("\n" + String(repeating: "  ", count: min(depth, Self.deepest))).unicodeScalars)
    }
}
