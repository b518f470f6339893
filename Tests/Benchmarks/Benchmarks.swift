import TestSupport

@main enum Benchmarks { static func main() { print("none") } }
