import Console
import Domain
import Testing

@Suite("What the header says of the house")
struct HouseStatusTests {
    private func house(
        _ columns: Int,
        _ status: HouseStatus,
        role: AppRole = .superviseur,
        language: Language = .english
    ) -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: 24, role: role, language: language)
        house.operations.status = status
        house.wait(.seconds(10))
        house.dispatch(.refreshTimerFired)
        house.answer()
        return house
    }

    private func header(_ house: ConsoleHarness) -> String { house.canvas.lines[0] }

    @Test("Open incidents, with the key that shows them where there is room")
    func incidents() {
        let status = HouseStatus(openIncidents: 2, isWithoutWorker: false, isRelaying: true)
        #expect(header(house(120, status)).contains("! 2 incidents H  ● live"))
        #expect(header(house(80, status)).contains("! 2 incidents  ●"))
        #expect(header(house(40, status)).contains("! 2  ●"))
    }

    @Test(
        "That no worker is there",
        arguments: [(Language.english, "! 1 incident · no worker"), (.french, "! 1 incident · sans worker")]
    )
    func workers(language: Language, said: String) {
        let status = HouseStatus(openIncidents: 1, isWithoutWorker: true, isRelaying: false)
        #expect(header(house(100, status, language: language)).contains(said))
        let quiet = HouseStatus(openIncidents: 0, isWithoutWorker: true, isRelaying: false)
        #expect(header(house(120, quiet)).contains("no worker H"))
    }

    @Test("That changes come by polling, in what room is left; nothing where they are told")
    func polling() {
        let polled = HouseStatus(openIncidents: nil, isWithoutWorker: nil, isRelaying: false)
        let told = HouseStatus(openIncidents: nil, isWithoutWorker: nil, isRelaying: true)
        for columns in [80, 120, 200] {
            let with = header(house(columns, polled, role: .agent))
            let without = header(house(columns, told, role: .agent))
            #expect(with.contains("polling") || columns == 80)
            let words = { (text: String) in text.split(separator: " ").filter { $0 != "polling" } }
            #expect(words(with) == words(without), "it crowds nothing out")
        }
        #expect(header(house(120, polled, role: .agent, language: .french)).contains("relecture"))
    }

    @Test("It is asked for every ten seconds, and at once after a lost connection")
    func asking() {
        var house = ConsoleHarness(columns: 120, rows: 24)
        let asks = { (house: inout ConsoleHarness) in house.takeAsked().contains(.incidents(.readStatus)) }
        house.wait(.seconds(5))
        house.dispatch(.refreshTimerFired)
        #expect(!asks(&house))
        house.wait(.seconds(5))
        house.dispatch(.refreshTimerFired)
        #expect(asks(&house))
        house.dispatch(.session(.connectionChanged(.offline(retryIn: 1))))
        house.dispatch(.session(.connectionChanged(.live)))
        #expect(asks(&house))
    }
}
