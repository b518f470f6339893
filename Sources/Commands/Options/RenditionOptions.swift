import ArgumentParser
import Settings

/// The flags of what a clip looks like and what is made of it besides itself: other shapes, captions on the picture.
struct RenditionOptions: ParsableArguments {
    @Option(help: .setting(.formats), completion: .setting(.formats))
    var formats: String?

    @Option(help: .setting(.framing), completion: .setting(.framing))
    var framing: String?

    @Option(help: .setting(.captions), completion: .setting(.captions))
    var captions: String?

    @Option(help: .setting(.style), completion: .setting(.style))
    var style: String?

    @Option(help: .setting(.hook), completion: .setting(.hook))
    var hook: String?

    @Option(help: .setting(.titleCard), completion: .setting(.titleCard))
    var titleCard: String?

    @Option(help: .setting(.watermark), completion: .setting(.watermark))
    var watermark: String?

    @Option(help: .setting(.trimSilence), completion: .setting(.trimSilence))
    var trimSilence: String?

    @Option(help: .setting(.trimFillers), completion: .setting(.trimFillers))
    var trimFillers: String?

    @Option(help: .setting(.cut), completion: .setting(.cut))
    var cut: String?

    @Option(help: .setting(.encoder), completion: .setting(.encoder))
    var encoder: String?

    var all: [(SettingKey, String?)] {
        [
            (.formats, formats), (.framing, framing), (.captions, captions), (.style, style), (.hook, hook),
            (.titleCard, titleCard), (.watermark, watermark),
            (.trimSilence, trimSilence), (.trimFillers, trimFillers), (.cut, cut),
            (.encoder, encoder),
        ]
    }
}
