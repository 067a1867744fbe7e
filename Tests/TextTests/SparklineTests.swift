import Testing
import Text

@Suite("Numbers as bars")
struct SparklineTests {
    @Test("The greatest is full, the least above nothing is seen, and nothing is blank")
    func bars() {
        #expect(SafeText.sparkline([0, 1, 50, 100]).plain == " ▁▄█")
        #expect(SafeText.sparkline([1_000_000, 1]).plain == "█▁")
    }

    @Test("Each takes a cell, whatever they are", arguments: [[], [0, 0], [-1, 0, 3], [7, 7, 7]])
    func width(numbers: [Int]) {
        #expect(SafeText.sparkline(numbers).width == numbers.count)
    }
}
