import ArgumentParser
import Domain
import Files
import Glibc
import Text

/// The source of a text argument.
struct TextSource {
    /// A file's path; `-` for standard input.
    let path: String

    /// The maximum size in bytes, ample for a message or a canned reply.
    static let maxSize = 1 << 20

    /// Reads the text, sanitized as the console sanitizes a paste, without trailing line breaks; stops the command if
    /// it can't be read.
    func text() throws -> String {
        var editor = TextEditor()
        editor.paste(String(decoding: try bytes(), as: UTF8.self))
        var text = editor.text[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }

    /// Reads the bytes as they are; stops the command if it can't.
    func bytes() throws -> [UInt8] {
        do throws(InputFailure) {
            return path == "-"
                ? try InputBytes(limit: Self.maxSize).read(from: STDIN_FILENO)
                : try InputFile(path, limit: Self.maxSize).bytes()
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ failure: InputFailure) -> ExitCode {
        let name = path == "-" ? SafeText("standard input") : SafeText(UntrustedText(path))
        let reason = TerminalText.line(failure.reason)
        switch failure {
        case .missing: return ExitKind.stop("\(name): \(reason)", .notFound)
        case .notRegularFile: return ExitKind.stop("\(name): \(reason), or give the text on standard input", .failed)
        case .refused, .notOwned, .tooLong: return ExitKind.stop("\(name): \(reason)", .failed)
        }
    }
}
