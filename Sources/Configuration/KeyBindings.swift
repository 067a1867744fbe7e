import Screen

/// The parsed `keys.yaml`: contexts with actions and their chords. Names are resolved by the program.
///
///     inbox:
///       open: [Enter, l]
///       claim: c
///       resolve: []        # no key
package struct KeyBindings: Sendable {
    /// The chords of an action in a context; an empty list unbinds the action.
    package struct Binding: Hashable, Sendable {
        /// The context's name, such as `inbox`.
        package let context: String
        /// The context's position in the file.
        package let contextPlace: SourcePosition?
        /// The action's name, such as `open`.
        package let action: String
        /// The action's position in the file.
        package let place: SourcePosition?
        /// The chords; the first is the one displayed.
        package let chords: [Chord]
    }

    /// The valid bindings, in file order.
    package private(set) var bindings: [Binding] = []
    /// All errors of the file.
    package private(set) var problems: [ConfigurationError] = []
    /// The file's name in errors.
    package let file: String

    /// Reads the file of a folder; no bindings if there is none.
    package init(folder: String) {
        let path = "\(folder)/keys.yaml"
        do throws(ConfigurationError) {
            self.init(try UserFiles.text(of: path) ?? "", file: path)
        } catch {
            self.init("", file: path)
            problems = [error]
        }
    }

    /// Parses a text; `file` is its name in errors.
    package init(_ text: String, file: String) {
        self.file = file
        do throws(ConfigurationError) {
            let document = try Document(text, file: file)
            for context in document.entries {
                for action in entries(of: context, document) { addBinding(for: action, in: context, document) }
            }
        } catch {
            problems.append(error)
        }
    }

    private mutating func entries(of context: Document.Entry, _ document: Document) -> [Document.Entry] {
        do throws(ConfigurationError) {
            return try document.entries(of: context.value)
        } catch {
            problems.append(error)
            return []
        }
    }

    private mutating func addBinding(for action: Document.Entry, in context: Document.Entry, _ document: Document) {
        do throws(ConfigurationError) {
            let chords = try nodes(of: action.value).map { node throws(ConfigurationError) in try chord(node, document)
            }
            bindings.append(
                Binding(
                    context: context.key,
                    contextPlace: context.keyPlace,
                    action: action.key,
                    place: action.keyPlace,
                    chords: chords
                )
            )
        } catch {
            problems.append(error)
        }
    }

    private func nodes(of node: Node) -> [Node] {
        node.elements ?? [node]
    }

    private func chord(_ node: Node, _ document: Document) throws(ConfigurationError) -> Chord {
        guard let text = node.string else {
            throw document.problem("Expected a key, such as `Enter`, `^S` or `g g`.", at: node)
        }
        do throws(KeyNotation.Problem) {
            return try KeyNotation.chord(text)
        } catch {
            switch error {
            case .empty: throw document.problem("Expected a key; write `Space` for the space bar.", at: node)
            case .unknown(let part):
                throw document.problem("“\(part)” is no key; keys are written as `g`, `^S`, `Enter`, `F5`.", at: node)
            }
        }
    }
}
