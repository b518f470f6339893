import StateFiles
import SystemPackage

/// Half an hour in which nobody speaks: silence, noise, what ffmpeg can play, and music from a folder.
enum Unspoken {
    private static let chord = "110*pow(2,mod(floor(t/2)*5,12)/12)"
    private static let tone = "220*pow(2,mod(floor(t*3)*7,12)/12)"

    /// What each part is made of, and how much of the half hour it has without music.
    private static let parts: [(seconds: Double, source: String)] = [
        (180, "anullsrc=r=48000:cl=mono"),
        (180, "anoisesrc=color=pink:amplitude=0.1:sample_rate=48000:seed=1"),
        (120, "anoisesrc=color=white:amplitude=0.01:sample_rate=48000:seed=2"),
        (120, "anoisesrc=color=brown:amplitude=0.3:sample_rate=48000:seed=3"),
        // A tone that goes up and down.
        (180, "aevalsrc='0.2*sin(2*PI*(300*t+2000*sin(t/4)))':s=48000"),
        // Chords, like those of an organ.
        (
            360,
            "aevalsrc='(0.6+0.4*sin(2*PI*5*t))*0.12*(sin(2*PI*t*\(chord))+sin(2*PI*t*1.26*\(chord))"
                + "+sin(2*PI*t*1.498*\(chord))+0.5*sin(4*PI*t*\(chord)))':s=48000"
        ),
        // A melody on strings that are plucked.
        (
            360,
            "aevalsrc='0.4*exp(-4*mod(t,0.3333))*(sin(2*PI*t*\(tone))+0.4*sin(4*PI*t*\(tone))"
                + "+0.2*sin(6*PI*t*\(tone)))':s=48000"
        ),
        // Applause.
        (
            180,
            "aevalsrc='0.2*(random(0)*2-1)*(exp(-40*mod(t,0.11))+exp(-50*mod(t,0.073))+exp(-35*mod(t,0.17)))':s=48000"
        ),
        // Drums.
        (
            120,
            "aevalsrc='0.6*exp(-18*mod(t,0.5))*sin(2*PI*60*mod(t,0.5))+0.1*(random(0)*2-1)*exp(-60*mod(t,0.25))':s=48000"
        ),
    ]

    /// Makes it, with half of it music where a folder of that is named; gives how many pieces of music are in it.
    static func make(at path: FilePath, music folder: String?) throws -> Int {
        var pieces: [FilePath] = []
        if let folder {
            let folder = try FilePath(folder).fromRoot()
            let kinds = ["mp3", "ogg", "flac", "wav", "opus", "m4a"]
            pieces = try Files.list(folder).filter { kinds.contains($0.extension ?? "") }.map { folder.appending($0) }
            if pieces.isEmpty { throw BenchError("\(folder) holds no music") }
        }
        if try path.isThere { return pieces.count }
        let share = pieces.isEmpty ? 1 : 0.5
        var inputs: [String] = []
        for part in parts { inputs += ["-f", "lavfi", "-t", "\(part.seconds * share)", "-i", part.source] }
        for piece in pieces {
            inputs += ["-t", "\(900 / Double(pieces.count))", "-stream_loop", "-1", "-i", piece.string]
        }
        let count = parts.count + pieces.count
        // They follow each other, so that none hides another.
        let forms = (0..<count).map { "[\($0):a]aformat=sample_rates=48000:channel_layouts=mono[a\($0)]" }
        let graph = forms.joined(separator: ";") + ";" + (0..<count).map { "[a\($0)]" }.joined()
        let whole = path.removingLastComponent().appending("unspoken.flac")
        try TalkFile.ffmpeg(inputs + ["-filter_complex", "\(graph)concat=n=\(count):v=0:a=1", whole.string])
        try TalkFile.make(at: path, ["-i", whole.string], seconds: 1800)
        try Files.removeFile(whole)
        return pieces.count
    }
}
