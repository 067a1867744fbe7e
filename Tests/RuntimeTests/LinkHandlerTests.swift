import Domain
import Glibc
import TestSupport
import Testing

@testable import Runtime

@Suite("A link handed to another program")
struct LinkHandlerTests {
    private let folder: TemporaryFolder
    private let link: WebLink
    init() throws {
        folder = try TemporaryFolder()
        link = try #require(WebLink(UntrustedText("https://example.com/$(touch%20x);id?a=b&c=--help")))
    }

    private func bytes(of name: String) throws -> [UInt8] {
        let file = try #require(fopen("\(folder.path)/\(name)", "r"))
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 1_000)
        return Array(buffer[..<fread(&buffer, 1, buffer.count, file)])
    }

    private func program(_ body: String) throws -> String {
        let path = folder.path + "/program"
        try folder.write("#!/bin/sh\n" + body, to: "program")
        _ = chmod(path, 0o700)
        return path
    }

    @Test("is its last argument, as it is, and no shell reads it")
    func argument() throws {
        let path = try program("printf '%s\\n' \"$@\" > '\(folder.path)/said'\n")
        let handler = LinkHandler(opener: [path, "--new-tab"], environment: [:])
        #expect(handler.open(link))
        let said = try String(decoding: bytes(of: "said"), as: UTF8.self)
        #expect(said == "--new-tab\n\(link.address)\n")
    }

    @Test("isn't opened if the program fails, or if there is none")
    func failure() throws {
        let path = try program("exit 3\n")
        #expect(!LinkHandler(opener: [path], environment: [:]).open(link))
        #expect(!LinkHandler(opener: [folder.path + "/none"], environment: [:]).open(link))
    }

    @Test(
        "is saved under a name that can't leave the folder, hide, or be an option",
        arguments: [
            ("../../.ssh/authorized_keys", "authorized_keys"), ("-rf", "rf"), (".bashrc", "bashrc"), ("", "file"),
            ("a/b\\c.pdf", "c.pdf"), ("facture\u{202e}fdp.exe", "facture_fdp.exe"), ("été 2026.jpg", "été 2026.jpg"),
            ("a\u{1b}[31m.png", "a__31m.png"), ("..", "file"),
        ]
    )
    func names(given: String, kept: String) {
        #expect(LinkHandler.fileName(from: UntrustedText(given)) == kept)
    }

    @Test("never replaces a file")
    func taken() throws {
        let name = UntrustedText("plan.pdf")
        #expect(LinkHandler.freePath(in: folder.path, for: name) == folder.path + "/plan.pdf")
        #expect(LinkHandler.freePath(in: folder.path, for: name) == folder.path + "/plan-1.pdf")
    }
}
