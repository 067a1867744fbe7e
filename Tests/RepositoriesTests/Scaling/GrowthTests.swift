import Domain
import Repositories
import TestSupport
import Testing

@Suite("In a company ten times as large", .longRounds)
struct GrowthTests {
    /// The page limit in the larger company. The margin allows for a deeper index, which costs a page per row, and for
    /// plans that change with a table's size.
    private func bound(_ name: String, _ before: Int64) -> Int64 {
        max(3 * before + 100, ScalingAllowance.all[name]?.pages ?? 0)
    }

    /// Measures what exceeds its bound up to twice more, after another clean-up, and keeps the minimum: dead rows and
    /// stale plans say nothing about the company's size.
    private func leastPages(
        of company: ScalingFixture,
        as user: ScalingRole,
        within few: [String: Measured]
    ) throws -> [String: Measured] {
        var least = try company.measure(as: user)
        for _ in 1...2 {
            let hasGrown = least.contains { name, measured in
                guard case .pages(let after) = measured, case .pages(let before)? = few[name] else { return false }
                return after > bound(name, before)
            }
            guard hasGrown else { break }
            least.merge(try company.measure(as: user)) { first, second in
                guard case .pages(let before) = first, case .pages(let after) = second else { return first }
                return .pages(min(before, after))
            }
        }
        return least
    }

    @Test("each statement looks at about as many pages, whoever asks")
    func pages() throws {
        let (small, large) = (try ScalingFixture(conversations: 1_000), try ScalingFixture(conversations: 10_000))
        var measured: Set<String> = []
        for user in ScalingRole.allCases {
            let few = try small.measure(as: user)
            let many = try leastPages(of: large, as: user, within: few)
            #expect(few.keys.sorted() == many.keys.sorted(), "\(user)")
            var (unasked, refused): (Set<String>, [String: String]) = ([], [:])
            for (name, before) in few {
                switch (before, many[name]) {
                case (.pages(let before), .pages(let after)):
                    measured.insert(name)
                    #expect(after <= bound(name, before), "\(user): \(name) from \(before) to \(after)")
                case (.refused(let state), .refused(let other)) where state == other: refused[name] = state
                case (.unasked, .unasked): unasked.insert(name)
                case (_, let after):
                    let other = after.map { "\($0)" } ?? "gone"
                    Issue.record("\(user): \(name) is \(before) in the smaller, \(other) in the larger" as Comment)
                }
            }
            #expect(unasked == user.unasked, "\(user)")
            let expected = user.refused.mapValues(\.state).merging(user.refusedCalls) { $1 }
            #expect(refused == expected, "\(user)")
        }
        #expect(Set(ScalingAllowance.all.keys).subtracting(measured) == [], "declared, and never measured")
    }
}
