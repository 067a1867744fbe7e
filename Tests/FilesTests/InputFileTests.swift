import Files
import Glibc
import Testing

@Suite("A file that somebody else wrote")
final class InputFileTests {
    private let folder: String

    init() throws {
        var template = Array("/tmp/riad-files.XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&template))
        folder = String(cString: made)
    }

    deinit {
        for name in ["plain", "pipe", "link", "other"] { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    private func write(_ text: String, to name: String) throws -> String {
        let path = "\(folder)/\(name)"
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        let bytes = Array(text.utf8)
        try #require(Glibc.write(file, bytes, bytes.count) == bytes.count)
        return path
    }

    private func failure(_ file: InputFile) -> InputFailure? {
        do throws(InputFailure) {
            _ = try file.text()
            return nil
        } catch {
            return error
        }
    }

    @Test("is read to its end, and not a byte beyond the limit")
    func limit() throws {
        let path = try write("12345", to: "plain")
        #expect(try InputFile(path, limit: 5).text() == "12345")
        #expect(failure(InputFile(path, limit: 4)) == .tooLong(limit: 4))
        #expect(try InputFile(path, limit: 5, of: .callerWithoutSymlinks).text() == "12345")
    }

    @Test("that grows while it is read, or has no length, ends at the limit all the same")
    func endless() {
        #expect(failure(InputFile("/proc/self/maps", limit: 10)) == .tooLong(limit: 10))
    }

    @Test("is no pipe, device, folder or socket, and nobody waits for one")
    func kinds() throws {
        try #require(mkfifo("\(folder)/pipe", 0o600) == 0)
        #expect(failure(InputFile("\(folder)/pipe", limit: 10)) == .notRegularFile(.pipe))
        #expect(failure(InputFile("/dev/zero", limit: 10)) == .notRegularFile(.device))
        #expect(failure(InputFile(folder, limit: 10)) == .notRegularFile(.folder))
        #expect(failure(InputFile("\(folder)/missing", limit: 10)) == .missing)
        let socket = try boundSocket(at: "\(folder)/other")
        defer { close(socket) }
        #expect(failure(InputFile("\(folder)/other", limit: 10)) == .notRegularFile(.socket))
    }

    @Test("may be a link to a file, but not where only the caller's own counts")
    func links() throws {
        let path = try write("here", to: "plain")
        try #require(symlink(path, "\(folder)/link") == 0)
        #expect(try InputFile("\(folder)/link", limit: 10).text() == "here")
        #expect(failure(InputFile("\(folder)/link", limit: 10, of: .callerWithoutSymlinks)) == .notRegularFile(.link))
        if geteuid() == 0 {
            try #require(chown(path, 65_534, 65_534) == 0)
            #expect(failure(InputFile(path, limit: 10, of: .callerWithoutSymlinks)) == .notOwned)
        }
    }

    @Test("that is refused says what to do")
    func reasons() {
        #expect(InputFailure.tooLong(limit: 256 << 10).reason == "it is longer than 256 KiB; shorten it")
        #expect(InputFailure.notRegularFile(.pipe).reason == "it is a pipe, not a plain file; put a plain file there")
    }

    @Test("Standard input ends at the limit, and a line leaves what follows it")
    func input() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        let text = Array("one\ntwo three".utf8)
        try #require(Glibc.write(ends[1], text, text.count) == text.count)
        close(ends[1])
        #expect(try InputBytes(limit: 10).line(from: ends[0]) == Array("one".utf8))
        #expect(throws: InputFailure.tooLong(limit: 5)) { try InputBytes(limit: 5).read(from: ends[0]) }
    }

    private func boundSocket(at path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0)
        return descriptor
    }
}
