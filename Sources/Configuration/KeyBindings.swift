import Screen

/// `keys.yaml` as it was read: a context, in it an action with its chords. What contexts and actions there are is for
/// the program to say.
///
///     inbox:
///       open: [Enter, l]
///       claim: c
///       resolve: []        # no key
package struct KeyBindings: Sendable {
    /// An action's chords in a context; none takes its keys away.
    package struct Binding: Hashable, Sendable {
        /// Such as `inbox`.
        package let context: String
        /// Where the context is written.
        package let contextPlace: SourcePosition?
        /// Such as `open`.
        package let action: String
        /// Where the action is written.
        package let place: SourcePosition?
        /// The chords, the one to show first.
        package let chords: [Chord]
    }

    /// In the order of the file, without those that have a problem.
    package private(set) var bindings: [Binding] = []
    /// Everything that is wrong with the file.
    package private(set) var problems: [ConfigurationError] = []
    /// The file's name in problems.
    package let file: String

    /// Reads the file of a folder; without one there are none.
    package init(folder: String) {
        let path = "\(folder)/keys.yaml"
        do throws(ConfigurationError) {
            self.init(try UserFiles.text(of: path) ?? "", file: path)
        } catch {
            self.init("", file: path)
            problems = [error]
        }
    }

    /// Reads a text; `file` is its name in problems.
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
