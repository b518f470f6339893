extension Grammar {
    static let english = Grammar(
        determiners: """
            the a an my your our his her its their no every each any some all both few many several most more less \
            this that these those what which whose another either neither enough such half
            """,
        prepositions: """
            of in on at by for with from to into onto about over under between among against through during without \
            within behind beyond before after around near across along toward towards upon inside outside beside \
            besides despite like than per via off above below until since as except throughout beneath regarding regardless
            """,
        conjunctions: "and but or nor so yet plus then",
        subordinators: """
            if because although though unless until while whereas since when whenever once after before that which \
            who whom whose where wherever as than whether lest till whatever whoever however whichever
            """,
        subjects: """
            i we you nobody everybody everyone somebody someone anybody anyone nothing everything something people \
            there i'm i've i'd i'll we're we've we'd we'll you're you've you'd you'll there's there're there'll there'd none many \
            most some god
            """,
        questions: "how why what who where when which whose whom what's who's how's where's why's",
        auxiliaries: """
            am is are was were be been being have has had do does did can could will would shall should may might \
            must isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't can't cannot couldn't won't \
            wouldn't shan't shouldn't mustn't needn't i'm i've i'd i'll we're we've we'd we'll you're you've you'd \
            you'll he's he'd he'll she's she'd she'll it's it'd it'll they're they've they'd they'll there's there'll there'd that's that'll \
            what's what'll who'll who'd who's where's how's here's let's ain't gonna gotta
            """,
        verbs: verbForms,
        pointers: """
            he she it they him her them his hers its their theirs himself herself itself themselves this that these \
            those he's he'd he'll she's she'd she'll it's it'd it'll they're they've they'd they'll that's that'll \
            that'd here here's such same other others another former latter both neither either then therefore thus \
            hence too also again instead else otherwise so above below thereby therein latter's one's ones one there
            """,
        backward:
            "he she it they him her them his hers its their himself herself itself themselves both again too also",
        unfinished: """
            very so too quite rather really just only not more most less least even such much many almost about \
            because if when while although though unless that which who whose what how why where am is are was were \
            be been being have has had do does did can could will would shall should may might must i'm we're you're \
            don't doesn't didn't can't won't i we he she they my your our his its their whether mr mrs ms dr st \
            every each no let let's going able trying want wanted wants used said says become became and/or \
            seem seems seemed according due instead i've we've you've get gets got getting put puts take takes \
            took make makes made keep kept give gave given bring brought find found tell told call called always never often usually still already ever
            """,
        vague: """
            time times thing things way ways people person day days year years month months week weeks hour hours \
            minute minutes second seconds moment moments lot lots bit kind kinds sort sorts type types part parts \
            piece pieces side sides end ends point points case cases fact facts reason reasons problem problems \
            question questions answer answers idea ideas example examples number numbers amount level levels set \
            place places area areas man men woman women guy guys kid kids somebody word words name names life lives \
            thought thoughts feeling feelings sense matter matters stuff deal group groups line lines place form \
            forms result results state step steps course change changes use uses work works job hand hands head \
            eye eyes face heart room house home door night nights morning evening afternoon tonight today tomorrow \
            yesterday century centuries decade decades age ages past future present century view views term terms \
            order orders effort efforts role member members issue issues subject subjects matter need needs want \
            help right rights left top bottom front back middle beginning start half third quarter percent dozen \
            hundred hundreds thousand thousands million millions billion billions trillion trillions couple bunch \
            series range variety majority rest whole total size length height weight mile miles foot feet inch \
            pound pounds dollar dollars cent cents degree degrees basis means purpose purposes course fact choice \
            choices chance chances situation situations circumstances condition conditions experience experiences \
            opportunity direction progress attention concern concerns interest interests respect regard favor favour \
            manner fashion extent limit limits act acts action actions thanks welcome sir friend friends folks \
            ladies gentlemen everybody fellow citizens mr mrs miss chairman speaker notice meaning understanding \
            difference differences aspect aspects context factor factors element elements process approach \
            conversation talk speech story stories topic podcast episode version versions impact advantage value \
            values quality qualities character task tasks goal goals aim aims ability capacity possibility \
            possibilities responsibility measure measures response attempt attempts instance occasion occasions \
            scale scales standard standards step degree detail details list source sources base standpoint lots \
            anybody nothing love hate hope fear care doubt sake trouble mistake mistakes fun luck shit fuck hell \
            boy boys girl girls son daughter father mother brother sister wife husband parents family families \
            child children baby uncle aunt mom dad moms dads grandfather grandmother sentence paragraph record report statement \
            thinking talking saying going doing being making beginning meeting evidence truth belief beliefs \
            opinion opinions reality existence nature importance presence absence lack loss failure success \
            accordance challenge challenges position positions item items ground core center centre mess figure figures effect \
            effects stage stages zone benefit benefits president section picture page period versions \
            body bodies mind minds world worlds country countries nation nations
            """,
        others: """
            good bad new old great big small little long short high low early late young real true false sure able \
            free full open own same different important possible impossible certain clear strong hard easy special \
            only just even still also already always never often sometimes usually maybe perhaps probably actually \
            really simply merely quite rather very too well away again ago together apart forward however therefore \
            first second third fourth fifth sixth seventh eighth ninth tenth last next final previous former latter \
            one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
            seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand \
            single double twice zero past half quarter alive alone dead due ready common human political social \
            national international public private personal general particular main major minor whole entire recent \
            current modern ancient present future foreign local federal moral physical mental natural economic \
            military civil legal financial federal total equal fair wrong right best better worst worse more most \
            less least further farther regardless somewhere anywhere nowhere everywhere anytime beforehand overnight \
            afterwards sorry awesome separate fine far rare cheap evil naked average black white dark bright hot cold warm \
            cool deep wide tall thin thick heavy light quick slow loud quiet rich poor safe sick healthy happy sad angry \
            smart stupid brave fancy pretty ugly clean dirty empty fresh dry wet soft tough rough smooth sharp weird strange \
            usual actual various necessary proper likely unlikely scared afraid glad proud grateful ahead offline online \
            sudden forever versus decent accurate complex fundamental worthy sweet pretend known tied done gone seen faster \
            fastest slower nuclear micro mega super extra ultra anonymous individual sort kind okay yeah yes no please thank hello hey wow oh ah um uh gonna
            """,
        calendar: """
            monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
            august september october november december christmas easter spring summer autumn winter
            """,
        frames: """
            i think that,i think,i believe that,i believe,i guess,i mean,i suppose,i know that,i know,we know that,
            we know,you know,you see,i say that,i say to you that,i tell you that,i can tell you that,i hope that,
            i feel that,i am sure that,i'm sure that,i am convinced that,i realized that,i realised that,i learned that,
            i found that,i found out that,we found that,we learned that,the truth is that,the truth is,
            the fact is that,the fact is,the point is that,the point is,the thing is that,the thing is,
            the problem is that,the problem is,the reality is that,the reality is,it turns out that,it turns out,
            turns out that,turns out,it seems to me that,it means that,that means that,which means that,
            this means that,remember that,remember,look,listen,let me say that,let me tell you that,
            let me tell you,in fact,of course,in other words,for example,for instance,as you know,as we know,
            to be honest,honestly,frankly,basically,actually,obviously,clearly,certainly,indeed,perhaps,maybe,
            first of all,first,second,third,fourth,finally,again,today,tonight,now,well,however,nevertheless,
            nonetheless,moreover,furthermore,therefore,instead,meanwhile,still,yet,after all,in short,in the end,
            at the same time,on the other hand,my friends,my fellow americans,my fellow citizens,ladies and gentlemen,
            interestingly,and so,but then,or rather,of those,i would say,i would say that,i'd say,i'd say,i'd say that,
            i will tell you,i want to say that,we believe that,we believe,i understand that,and then,you could say,
            you might say,i would argue that,to me,in my view,in my opinion,so basically,and of course,one,
            unfortunately,fortunately,luckily,most of all,above all,more importantly,most importantly,oh,okay,yes,no,
            yeah,like,right,then,also,so,and,but,or,because,plus,sure,exactly,absolutely,definitely,hence,thus,
            similarly,likewise,secondly,thirdly,firstly,lastly,eventually,literally,essentially,really,actually,
            mind you,needless to say,believe me,trust me,in a sense,in a way,i promise you,i assure you,i imagine,i'll say that,i'll first say that,i would imagine,i remember,
            i remember that,in reality,when in reality,recall that,recall,there is no doubt that,you might say that,you could say that,one could say that,i'm telling you,i am telling you,here's the thing,here is the thing,guess what
            """,
        asking: """
            know knows knew see sees saw show shows showed tell tells told understand understands understood explain \
            explains explained ask asks asked wonder wonders wondered about learn learns learned on discover \
            discovered figure out find realize realise remember remembers forget describe me you us decide decided \
            teach teaches taught matter that's is was imagine consider
            """,
        tags: "right okay ok yeah huh correct no yes eh man sir",
        leading: "if when once whenever wherever before after as since what whoever whatever until unless",
        trimmable:
            "in on at with for during by from after before through across throughout around among against within since along behind beyond under regardless",
        droppable: "because although though whereas",
        conditions: "if unless until suppose neither either whether",
        negations: "not never no nobody nothing neither nor none cannot",
        particles: "in down up out over off on around back away",
        reporting: """
            hope hopes hoped think thinks thought believe believes believed know knows knew say says said wish wished mean means meant guess suppose feel felt
            """,
        factive: """
            know knows knew learn learns learned learnt understand understands understood realize realizes realized \
            realise realised find finds found show shows showed shown discover discovered prove proves proved remember recall
            """,
        copulas: "is are was were means",
        comparing: """
            lower higher better worse more less bigger smaller faster slower larger greater fewer cheaper stronger \
            weaker longer shorter harder easier safer richer poorer much many
            """,
        addresses: """
            you were,you had,you did,you used,you said,you wrote,you went,you grew,you became,you got,you've,you'd,
            did you,were you,had you,would you,have you been,your answers,
            your answer,your question,your questions,your book,your podcast,your show,your fans,your audience,you guys,you have amazing,you have such
            """,
        definite: "the",
        articles: "the a an our my",
        ties: "of for between in behind against without",
        continuing: """
            on the contrary,on the other hand,just like,just as,by contrast,in other words,in addition,
            that said,having said that,that being said,likewise,similarly,cause i,cause we,cause you,
            cause it,cause the,or rather,as i said,as you said,as i mentioned,as you mentioned,same here,
            same thing
            """,
        listeners: "you your you're we we're our us",
        fading: """
            today tonight now here yesterday tomorrow um uh like just actually basically well i sir mr
            """,
        talking: """
            mentioned said saying asked talked talk talking describe described pleased glad honored honoured thank grateful delighted introduce mean remarks mention heck speaker chairman distinguished reverend
            """,
        and: "and",
        about: "about"
    )

    /// Forms of verbs that are neither auxiliaries nor made by rule, and of those that are by rule.
    private static let verbForms: Set<String> = {
        let irregular = words(
            """
            goes go went comes come came gets get got makes make made takes take took gives give gave knows know knew \
            thinks think thought says say said sees see saw finds find found tells tell told feels feel felt leaves \
            leave left brings bring brought begins begin began keeps keep kept holds hold held writes write wrote \
            stands stand stood hears hear heard lets let means mean meant sets set meets meet met runs run ran pays \
            pay paid sits sit sat speaks speak spoke leads lead led reads read grows grow grew loses lose lost falls \
            fall fell sends send sent builds build built understands understand understood draws draw drew breaks \
            break broke spends spend spent cuts cut rises rise rose drives drive drove buys buy bought wears wear \
            wore chooses choose chose throws throw threw catches catch caught teaches teach taught wins win won \
            fights fight fought eats eat ate drinks drink drank sleeps sleep slept sells sell sold forgets forget \
            forgot becomes become became puts put costs cost hits hit hurts hurt lies lie lay flies fly flew sings \
            sing sang swims swim swam shakes shake shook hides hide hid bends bend bent feeds feed fed sinks sink \
            sank rings ring rang seeks seek sought steals steal stole strikes strike struck binds bind bound deals \
            deal dealt digs dig dug freezes freeze froze knew blew blows blow shines shine shone sweeps sweep swept
            """
        )
        let regular = words(
            """
            add agree allow answer appear arrive ask attack bake believe belong call care carry cause change check \
            clean climb close collapse compare control cook count create cross cry dance decide defend demand depend \
            describe destroy develop die disappear discover dream drop earn end enjoy enter exist expect experience \
            explain explode express fail fear fill finish fix follow force gain guess handle happen hate help hope \
            hurry ignore imagine improve include increase inspire invent invite join judge jump kill kiss land last \
            laugh learn like limit listen live look love matter miss move name need notice offer open order own \
            pass perform plan plant play prefer prepare press prevent produce promise protect prove provide pull \
            push raise reach realize realise receive refuse remain remember remove repeat replace represent require \
            rest return rule save search seem separate serve share shape shout show solve sound start stay stop \
            study succeed suffer suggest support suppose surprise survive suspect talk taste tend test thank threaten \
            touch train travel treat trust try turn use visit wait walk want warn waste watch wish wonder work worry
            """
        )
        return irregular.union(
            regular.flatMap { verb -> [String] in
                if verb.hasSuffix("y"), let before = verb.dropLast().last, !"aeiou".contains(before) {
                    return [verb, verb.dropLast() + "ies", verb.dropLast() + "ied"]
                }
                let isSibilant = ["s", "sh", "ch", "x", "z"].contains { verb.hasSuffix($0) }
                return [verb, verb + (isSibilant ? "es" : "s"), verb + (verb.hasSuffix("e") ? "d" : "ed")]
            }
        ).union(["stopped", "dropped", "planned", "preferred", "admitted"])
    }()
}
