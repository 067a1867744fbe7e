import Console
import Domain
import Testing

@Suite("The files of a conversation")
struct FilesPageTests {
    private func opened(columns: Int = 120, language: Language = .english) throws -> ConsoleHarness {
        var place = MessageDetails(kind: .location)
        (place.latitude, place.longitude) = (31.629472, -8.008)
        let message = ConsoleHarness.message(1, .guest, "Sofia Moreau", "", minutesAgo: 1, details: place)
        var house = ConsoleHarness(
            columns: columns,
            rows: 24,
            language: language,
            messages: [ConsoleHarness.guests[0].id: [message]]
        )
        house.files = [
            file("plan.pdf", "application/pdf", 120_400, "https://files.example/1?a=b", minutesAgo: 5),
            file("\u{1b}[31mévil.jpg", nil, nil, "file:///etc/passwd", minutesAgo: 9),
        ]
        try house.press("Enter", "O")
        return house
    }

    private func file(_ name: String, _ type: String?, _ size: Int64?, _ url: String, minutesAgo: Int64)
        -> ConversationAttachment
    {
        ConversationAttachment(
            file: Attachment(
                name: UntrustedText(name),
                contentType: type.map { UntrustedText($0) },
                byteSize: size,
                url: UntrustedText(url)
            ),
            sequence: 1,
            sentAt: Timestamp(seconds: ConsoleHarness.now.seconds - minutesAgo * 60),
            senderType: .guest,
            senderName: UntrustedText("Sofia Moreau")
        )
    }

    @Test("are listed with places, name, kind, size and sender; the selected one's address stands below")
    func listed() throws {
        var house = try opened()
        try house.press("j")
        try expectScreen(house.screen, "files-120x24")
        #expect(try opened(columns: 80, language: .french).screen.contains("Position 31.63, −8.01"))
    }

    @Test("are opened, saved under their name, and copied, each by a key")
    func used() throws {
        var house = try opened()
        try house.press("j", "Enter", "s", "y")
        let link = try #require(WebLink(UntrustedText("https://files.example/1?a=b")))
        #expect(
            house.done.suffix(3) == [
                .contents(.open(link)), .contents(.save(link, as: UntrustedText("plan.pdf"))), .contents(.copy(link)),
            ]
        )
        house.dispatch(.contents(.opened(false)))
        #expect(house.screen.contains("No program could open it"))
        try house.press("g", "Enter")
        #expect(house.done.last == .contents(.open(WebLink(latitude: 31.629472, longitude: -8.008))))
    }

    @Test("are never handed over if their address is none of the web")
    func refused() throws {
        var house = try opened()
        try house.press("j", "j")
        let before = house.done.count
        try house.press("Enter", "s", "y")
        #expect(house.done.count == before && house.screen.contains("no address that can be opened"))
        #expect(!house.screen.contains("\u{1b}"))
    }
}
