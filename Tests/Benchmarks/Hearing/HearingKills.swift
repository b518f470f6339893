import Glibc
import StateFiles
import SystemPackage
import TestSupport

/// Kills smartclip while it hears, and has it go on, until it has heard all: then again from the beginning.
struct HearingKills {
    let lab: HearingLab
    let count: Int

    init(_ lab: HearingLab, count: Int) {
        (self.lab, self.count) = (lab, count)
    }

    func run() throws {
        let talk = try SyntheticTalk(in: lab.folder, minutes: 8, seed: 12)
        let usual = try lab.smartclip(talk.file).figures.wall
        let wanted = try Files.read(lab.transcript(talk.file))
        var random = RandomNumbers(seed: 14)
        var (kills, rounds, differing, twice, answers) = (0, 0, 0, 0, 0)
        var processor = Figures()
        while kills < count {
            try lab.prepare(talk.file)
            var seen: [String: Answer] = [:]
            var isWhole = false
            while !isWhole {
                // Within a quarter of it: time for an answer or two, not for the whole talk.
                let delay = kills < count ? Double.random(in: 0...usual / 4, using: &random) : .infinity
                var child = try Child(lab.stage("fetch-vtt", talk.file))
                let began = ContinuousClock.now
                while (ContinuousClock.now - began).seconds < delay, !isWhole {
                    usleep(20_000)
                    twice += try look(&seen)
                    isWhole = try child.hasEnded(&processor)
                }
                if !isWhole, try child.kill() { kills += 1 }
                // What it did before it was killed counts as seen.
                twice += try look(&seen)
            }
            rounds += 1
            answers += seen.count
            if try Files.read(lab.transcript(talk.file)) != wanted { differing += 1 }
        }
        var report = Report("kill -9 while eight minutes are heard, \(lab.model) (targets 0 and 0)", "")
        report.add("kills", "\(kills)")
        report.add("talks heard to their end in between", "\(rounds)")
        report.add("answers of the helper on disk", "\(answers)")
        report.add("of these heard again", "\(twice)")
        report.add("transcripts that differ", "\(differing)")
        report.show()
    }

    /// What tells whether a file is still the one that was seen.
    private struct Answer: Equatable {
        var inode: UInt64
        var modified: Int
    }

    /// Looks at the answers on disk; gives how many are no longer the ones that were seen.
    private func look(_ seen: inout [String: Answer]) throws -> Int {
        var changed = 0
        for (name, answer) in try answers(below: lab.outbox.appending(".smartclip"), depth: 4) {
            if let known = seen[name], known != answer { changed += 1 }
            seen[name] = answer
        }
        return changed
    }

    private func answers(below folder: FilePath, depth: Int) throws -> [(String, Answer)] {
        var found: [(String, Answer)] = []
        for name in try names(in: folder) {
            let path = folder.appending(name)
            // It may be just gone: smartclip is at work.
            guard let facts = try? FileFacts(of: path) else { continue }
            if facts.kind == .directory, depth > 0 {
                found += try answers(below: path, depth: depth - 1)
            } else if name.extension == "json", folder.lastComponent?.string.hasPrefix("hearing-") == true {
                found.append((name.string, Answer(inode: facts.inode, modified: facts.modified)))
            }
        }
        return found
    }

    private func names(in folder: FilePath) throws -> [FilePath.Component] {
        // It may be just gone: smartclip is at work.
        guard let names = try? Files.list(folder) else { return [] }
        return names.filter { !$0.string.hasPrefix("tmp") && !$0.string.hasSuffix(".tmp") }
    }
}
