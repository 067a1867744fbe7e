import CLibYAML

/// Limits on a YAML text, checked before libyaml builds its nodes, because its time is quadratic in some of these
/// counts.
struct YAMLLimits {
    /// The maxima, far beyond any hand-written file.
    enum Limit {
        static let depth = 32
        static let values = 5_000
        static let references = 50
        static let directives = 10
    }

    private var depth = 0
    private var values = 0
    private var references = 0

    /// The first exceeded limit and its position; nil if there is none. Leaves invalid YAML to the parser.
    static func fault(in text: UnsafeBufferPointer<UInt8>) -> NodeTree.YAMLError? {
        if let fault = directiveFault(in: text) { return fault }
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return NodeTree.YAMLError(reason: nil, place: nil) }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
        var extent = YAMLLimits()
        var event = yaml_event_t()
        while yaml_parser_parse(&parser, &event) == 1 {
            defer { yaml_event_delete(&event) }
            if event.type == YAML_STREAM_END_EVENT { return nil }
            if let reason = extent.add(event) {
                return NodeTree.YAMLError(reason: reason, place: SourcePosition(event.start_mark))
            }
        }
        return nil
    }

    /// Counts an event; returns a message if it exceeds a limit.
    private mutating func add(_ event: yaml_event_t) -> String? {
        switch event.type {
        case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
            depth += 1
            values += 1
            if Self.hasAnchor(event) { references += 1 }
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: depth -= 1
        case YAML_SCALAR_EVENT:
            values += 1
            if event.data.scalar.anchor != nil { references += 1 }
        case YAML_ALIAS_EVENT: references += 1
        default: break
        }
        if depth > Limit.depth {
            return "brackets, lists and names lie more than \(Limit.depth) deep in each other here"
        }
        if values > Limit.values { return "there are more than \(Limit.values) values before this place" }
        if references > Limit.references { return "there are more than \(Limit.references) anchors and aliases" }
        return nil
    }

    private static func hasAnchor(_ event: yaml_event_t) -> Bool {
        event.type == YAML_SEQUENCE_START_EVENT
            ? event.data.sequence_start.anchor != nil : event.data.mapping_start.anchor != nil
    }

    /// Counts directive lines directly, because libyaml compares all of them with each other before it reports the
    /// first.
    private static func directiveFault(in text: UnsafeBufferPointer<UInt8>) -> NodeTree.YAMLError? {
        var (line, count, begins) = (1, 0, true)
        for byte in text {
            if begins, byte == UInt8(ascii: "%") { count += 1 }
            if count > Limit.directives {
                let reason = "more than \(Limit.directives) lines begin with %"
                return NodeTree.YAMLError(reason: reason, place: SourcePosition(line: line, column: 1))
            }
            begins = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            if byte == UInt8(ascii: "\n") { line += 1 }
        }
        return nil
    }
}
