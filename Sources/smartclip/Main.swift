import Commands
import Glibc

/// The program: everything is in the library `Commands`.
@main
enum Main {
    static func main() async {
        exit(await Program.run(Array(CommandLine.arguments.dropFirst())))
    }
}
