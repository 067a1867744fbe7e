import Glibc
import Text

/// Where a command reads a text from.
struct TextSource {
    /// A file; `-` for standard input.
    let path: String

    /// The text, cleaned as the console cleans what is pasted, without line breaks at its end; stops the command where it
    /// can't be read.
    func text() throws -> String {
        let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw ExitKind.stop("\(SafeText(trusted: path).plain) can't be read", .notFound) }
        defer { if path != "-" { close(file) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(file, &chunk, chunk.count), count > 0, bytes.count < 1_000_000 {
            bytes += chunk[..<count]
        }
        var editor = TextEditor()
        editor.paste(String(decoding: bytes, as: UTF8.self))
        var text = editor.text[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }
}
