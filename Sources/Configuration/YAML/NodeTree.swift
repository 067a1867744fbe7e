import CLibYAML

/// The node tree of a YAML text, owned by libyaml.
final class NodeTree {
    /// Why a text isn't valid YAML or exceeds the limits.
    struct YAMLError: Error {
        /// libyaml's message; nil if the text isn't valid UTF-8.
        let reason: String?
        /// The position; nil if the error concerns the whole text.
        let place: SourcePosition?
    }

    private let document: UnsafeMutablePointer<yaml_document_t>

    /// Parses a text; throws if it isn't YAML, has more than one document, or exceeds `YAMLLimits`.
    init(_ text: String) throws(YAMLError) {
        document = .allocate(capacity: 1)
        document.initialize(to: yaml_document_t())
        if let fault = Self.load(text, into: document) { throw fault }
    }

    deinit {
        yaml_document_delete(document)
        document.deallocate()
    }

    /// The root node; nil for an empty text.
    var root: Node? { yaml_document_get_root_node(document).map { Node(of: self, $0.pointee) } }

    /// The node with a libyaml index; nil if there is none.
    func node(_ number: Int32) -> Node? {
        yaml_document_get_node(document, number).map { Node(of: self, $0.pointee) }
    }

    private static func load(_ text: String, into document: UnsafeMutablePointer<yaml_document_t>) -> YAMLError? {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return YAMLError(reason: nil, place: nil) }
        defer { yaml_parser_delete(&parser) }
        var text = text
        return text.withUTF8 { bytes in
            if let fault = YAMLLimits.fault(in: bytes) { return fault }
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
            guard yaml_parser_load(&parser, document) == 1 else { return fault(of: parser) }
            return faultAfterFirst(&parser)
        }
    }

    private static func faultAfterFirst(_ parser: inout yaml_parser_t) -> YAMLError? {
        var second = yaml_document_t()
        guard yaml_parser_load(&parser, &second) == 1 else { return fault(of: parser) }
        defer { yaml_document_delete(&second) }
        guard yaml_document_get_root_node(&second) != nil else { return nil }
        return YAMLError(reason: "a second document begins here", place: SourcePosition(second.start_mark))
    }

    private static func fault(of parser: yaml_parser_t) -> YAMLError {
        switch parser.error {
        case YAML_SCANNER_ERROR, YAML_PARSER_ERROR, YAML_COMPOSER_ERROR:
            YAMLError(reason: parser.problem.map { String(cString: $0) }, place: SourcePosition(parser.problem_mark))
        default:
            YAMLError(reason: nil, place: nil)
        }
    }
}

extension SourcePosition {
    /// Converts a libyaml mark, which counts from 0.
    init(_ mark: yaml_mark_t) { self.init(line: mark.line + 1, column: mark.column + 1) }
}
