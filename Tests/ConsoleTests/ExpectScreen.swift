import Glibc
import Testing

/// Compares a screen with `Screens/NAME.txt`. With RIAD_RECORD_SCREENS=1 it writes the file instead, for review.
func expectScreen(_ screen: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let path = String(#filePath.dropLast("ExpectScreen.swift".count)) + "Screens/\(name).txt"
    if getenv("RIAD_RECORD_SCREENS") != nil {
        let file = try #require(fopen(path, "w"))
        fputs(screen + "\n", file)
        fclose(file)
        return
    }
    let file = try #require(fopen(path, "r"), "no recorded screen \(name)", sourceLocation: sourceLocation)
    defer { fclose(file) }
    var recorded: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { recorded.append(UInt8(byte)) }
    #expect(String(decoding: recorded, as: UTF8.self) == screen + "\n", "\(name)", sourceLocation: sourceLocation)
}
