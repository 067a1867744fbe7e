import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Announcements by whom nobody asked")
struct BroadcastAttackTests {
    @Test("A login without rights reaches nobody's console; a person's change and a channel's message do")
    func withoutRights() throws {
        let house = try SQLFixture()
        let agent = try house.database.person(.agent)
        let nobody = try house.database.person(nil)
        let channel = try house.channelLogin()
        let talks = try (1...3).map { _ in try house.conversation() }
        var heard: [String] = []
        let listener = house.database.connection()
        listener.onNotification = { heard.append($0.payload) }
        try listener.connect()
        listener.listen(onlyTo: try house.database.connection(as: agent).run(Session.channels()))
        // LISTEN has gone out before this.
        _ = try listener.run(Session.channels())
        func announce(_ conversation: String, as login: String) throws {
            _ = try house.text("SELECT riad.broadcast_conversation(\(conversation))::text", as: login)
        }
        try announce("NULL", as: nobody.login)
        try announce("'\(talks[0])'", as: nobody.login)
        try announce("'\(talks[1])'", as: agent.login)
        try announce("'\(talks[2])'", as: channel)
        while heard.count < 2 { listener.waitAndAdvance(limit: .now() + .seconds(10)) }
        #expect(heard == [talks[1], talks[2]])
    }
}
