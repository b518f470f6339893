extension CueWords {
    static let english = CueWords(
        stop: """
            a about above after again against all almost also although always am an and another any anybody anyone \
            anything are aren't around as at away back be became because become been before being below between both \
            but by came can can't cannot come comes could couldn't did didn't do does doesn't doing don't done down \
            during each either else enough even ever every everybody everyone everything few for from further gave \
            get gets getting give given go goes going gone gonna good got had hadn't happen happened happening has \
            hasn't have haven't having he he's her here here's hers herself him himself his how however i i'd i'll \
            i'm i've if in instead into is isn't it it's its itself just keep kind kinds knew know knows last least \
            less let let's like little ll long look looking lot lots made make makes making many may maybe me mean \
            means might mine more most much must my myself never new next no nobody none nor not nothing now of off \
            often oh okay ok on once one ones only onto or other others our ours ourselves out over own part people \
            perhaps point put quite rather really right said same saw say saying says see seem seems seen she she's \
            should shouldn't since so some somebody someone something sort start started still stuff such sure take \
            takes taking talk talking tell than thank thanks that that'll that's the their theirs them themselves \
            then there there's these they they'd they'll they're they've thing things think thinking this those \
            though thought three through time times to today together told too took toward tried try trying turn two \
            uh um under until up upon us use used using ve very want wanted wants was wasn't way ways we we'd we'll \
            we're we've well went were weren't what what's whatever when where whether which while who who's whole \
            whom whose why will with within without won't word words work would wouldn't yeah year years yes yet you \
            you'd you'll you're you've your yours yourself able actually already anyway basically bit different \
            exactly great guess hard interesting literally obviously probably question set super talked understand \
            first second big better best day days idea example ago find found called call might've would've gotten \
            need needs needed hit pay number level world somehow anymore ask asked asking questions believe believed \
            feel feels feeling felt hope run running runs bring brings brought turned turns play kid kids man men \
            woman women live lives lived living life true false money hear heard leave left line sense state works \
            worked working matter meant useful important possible easy simple sometimes amount full high low create \
            created creating change changed open close move moved moving care fact end ended ends hand hands place \
            places side reason reasons problem problems read reading write writing written fuck fucking fucked shit \
            bitch bullshit damn hell ass pretty wanna gotta coming incredible amazing especially usually definitely \
            completely absolutely totally certainly generally mostly simply quickly finally entirely extremely usual \
            course funny crazy weird cool nice single wonder remember conversation moment difficult quote unquote \
            clearly currently deeply directly easily essentially eventually fairly fully highly immediately largely \
            nearly necessarily particularly potentially previously recently relatively seriously significantly \
            similarly slightly specifically suddenly truly ultimately unfortunately hopefully interested paying \
            helps helped help \
            old young tonight strange nine name names small large short
            """,
        hedges: """
            i think,i guess,i mean,i suppose,i don't know,kind of,sort of,maybe,perhaps,probably,you know,like,um,
            uh,somewhat,basically,actually,a little bit,i feel like,or something,or whatever,in a sense,possibly,
            might,seems
            """,
        selves: "i,i'm,i've,i'd,i'll,me,my,myself,mine",
        together: "we,we're,we've,we'll,we'd,us,our,ours,ourselves,humanity,human beings,everyone,all of us",
        feelings: """
            love,loved,hate,hated,fear,afraid,scared,scary,terrifying,terrified,terrible,horrible,horrific,death,
            die,dies,died,dying,dead,kill,killed,killing,murder,suffer,suffering,pain,painful,cry,cried,crying,
            tears,beautiful,amazing,incredible,wonderful,joy,happy,happiness,hope,dream,dreams,angry,anger,rage,
            shock,shocked,shocking,crazy,insane,danger,dangerous,disaster,destroy,destroyed,destruction,war,evil,
            tragic,tragedy,heartbreaking,proud,ashamed,shame,lonely,grief,worst,nightmare,fight,fighting,survive,
            survival,miracle,magic,power,truth,lie,lies,freedom,enemy,genius,brutal,panic,regret,courage,furious,
            stunned,astonishing
            """,
        contrasts: """
            but,however,instead,rather than,yet,although,even though,on the contrary,not because,in reality,
            the opposite,despite,nevertheless,until,unless,whereas,on the other hand,turns out,it's not,isn't about
            """,
        numbers: """
            two,three,four,five,six,seven,eight,nine,ten,twenty,thirty,forty,fifty,sixty,hundred,hundreds,thousand,
            thousands,million,millions,billion,billions,trillion,percent,half,double,twice,dozen
            """,
        insights: """
            the truth is,the problem is,the reason,the key,the secret,the lesson,the point is,the thing is,
            turns out,what matters,most important,the fact that,in fact,that means,which means,the answer,
            the difference,i learned,we learned,i realized,i realised,we discovered,discovered,nobody tells,
            no one tells,most people,people think,everyone thinks,the big question,the question is,the real,
            fundamental,the only way,the best way,the mistake,the trick,changed my mind,surprising,surprised,
            surprisingly,mystery,imagine,remember this,mistake
            """,
        stories: """
            when i was,i remember,one day,one night,years ago,months ago,weeks ago,a few years ago,once upon a time,
            imagine,let me tell you,there was a,there was this,i was sitting,i was walking,i woke up,i met,
            i'll never forget,the first time,back in,last year,last week,last night,i grew up,it all started,
            that morning,that night,we were sitting,in nineteen,the story of,true story,the day i,the day we,
            the day the,suddenly
            """,
        routine: """
            sponsor,sponsors,sponsored,subscribe,subscribing,podcast,patreon,promo code,discount code,use code,
            coupon,free trial,check out our,check them out,link below,links below,in the description,comments below,
            like button,newsletter,sign up,follow me,follow us,welcome back,welcome to,thanks for listening,
            thank you for listening,thanks for watching,thank you for watching,thanks for joining,
            thank you for joining,thanks for having me,thank you for having me,thank you for coming,
            thanks for coming,today's episode,this episode,brought to you by,our guest,my guest,my name is,
            the following is a conversation,see you next,next time on,before we start,before we begin,housekeeping,
            restrooms,coffee break,can you hear me,can everyone hear,share my screen,next slide,mute,good morning,
            good afternoon,good evening,ladies and gentlemen,hello everyone,hello and welcome,let me introduce,
            thank you so much for,let's get started,take questions,q and a,sign-up sheet,goodbye,bye
            """,
        chatter: """
            yeah,yes,no,right,okay,ok,exactly,sure,mm,mhm,hmm,uh,huh,um,oh,wow,absolutely,totally,great,interesting,
            really,true,cool,nice,well,so,definitely,correct,of course,i see,got it
            """,
        extremes: """
            never,always,every,everything,nothing,nobody,everybody,everyone,only,most,greatest,biggest,largest,
            smallest,best,worst,first,last,ever,all,entire,impossible,absolutely,completely,forever,single,must,
            highest,deepest,most important,no one,whole world,extraordinary,ultimate
            """,
        pointers:
            "he,he's,he'd,she,she's,they,they're,they'd,it,it's,this,that,that's,these,those,him,her,them,his,their,its",
        links: """
            and,but,so,because,or,which,then,also,yeah,yes,no,right,exactly,okay,ok,well,like,as i said,like i said,
            as i mentioned,as we said,as you said,going back,another,too,therefore,thus,hence,nor,plus,anyway,
            anyways,sure,except,although,though,whereas,or else,there,such,same,others,both,again,mhm,uh,um,i mean,
            you know,of course,absolutely,totally,definitely,correct,true
            """,
        openers: "and,but,so,or,because,well,yeah,yes,okay,ok,um,uh,oh,right,then,also,i mean,you know,plus,now"
    )
}
