import CLibYAML

/// How much a YAML text may hold. libyaml takes time that grows with the square of some of these numbers, so they are
/// counted before it makes nodes of the text.
struct YAMLLimits {
    /// The most that each of them may be, far beyond what anybody writes.
    enum Limit {
        static let depth = 32
        static let values = 5_000
        static let references = 50
        static let directives = 10
    }

    private var depth = 0
    private var values = 0
    private var references = 0

    /// What is too much in a text, and where; nil where nothing is. What isn't YAML is left for whoever reads it.
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

    /// Counts an event; gives what has become too much.
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

    /// Directives are compared with each other before libyaml tells about the first of them.
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
