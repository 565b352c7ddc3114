package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.interactions.Actions;

/** The page of a finished experiment in a real browser: who can see, read and reach it, and that it keeps to itself. */
@Timeout(600)
class BrowserIT {

    private static final int DESK = 1300;
    private static final int PHONE = 390;
    private static final int HEIGHT = 900;
    private static final int TABS = 8;

    /** More than there are places to stop at on the page. */
    private static final int MOST_STOPS = 600;

    private static final String READY = "document.body.dataset.state === 'ended'";

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Served served;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.open();
        Program program = new Program(folder);
        Program.Result ran =
                program.run("run", program.configure("digits.conf", Experiments.DIGITS), "--progress", "off");
        assertThat(ran.code()).as(ran.err()).isZero();
        served = Served.beside(program);
        browser.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument",
                        Map.of(
                                "source",
                                "window.refused = []; addEventListener('securitypolicyviolation',"
                                        + " e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI));"));
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (served != null) {
            served.close();
        }
    }

    private static List<String> pages() {
        return List.of("", "experiments/digits", "experiments/digits/actors", "experiments/digits/events");
    }

    /** Opens a page, all of its panels too, and waits until it shows what there is. */
    private static void show(String page) {
        browser.go(served.at(page));
        browser.await(READY);
        browser.js("document.querySelectorAll('figure > details').forEach(panel => { panel.open = true; });");
        browser.async("for (let y = 0; y < document.documentElement.scrollHeight; y += 400) {"
                + " scrollTo(0, y); await new Promise(done => setTimeout(done, 60)); } scrollTo(0, 0);"
                + " await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));");
    }

    @Test
    void everyPageIsQuietReadableAndKeepsToItself() {
        for (boolean dark : new boolean[] {false, true}) {
            for (int width : new int[] {DESK, PHONE}) {
                browser.size(width, HEIGHT, dark);
                for (String page : pages()) {
                    String which = "/" + page + ", " + width + " pixels, " + (dark ? "dark" : "light");
                    browser.network();
                    browser.console();
                    show(page);
                    assertThat(browser.console()).as("console of %s", which).isEmpty();
                    assertThat((List<?>) browser.js("return window.refused"))
                            .as("refused by the policy, %s", which)
                            .isEmpty();
                    assertThat(elsewhere()).as("requests elsewhere, %s", which).isEmpty();
                    assertThat(browser.js("return document.documentElement.scrollWidth <= innerWidth"))
                            .as("no sideways scrolling, %s", which)
                            .isEqualTo(true);
                    assertThat(serious()).as("axe, %s", which).isEmpty();
                }
            }
        }
        browser.size(DESK, HEIGHT, false);
    }

    private static List<String> elsewhere() {
        return browser.network().stream()
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message ->
                        message.replaceFirst("(?s).*\"documentURL\".*?\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .filter(url -> !url.startsWith(served.at("")) && !url.startsWith("data:") && !url.startsWith("blob:"))
                .toList();
    }

    private static List<String> serious() {
        return new AxeBuilder()
                .analyze(browser.driver()).getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(BrowserIT::said)
                        .toList();
    }

    private static String said(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream().map(node -> node.getHtml()).limit(3).toList();
    }

    /** A browser gives one server six connections. */
    @Test
    void eightTabsAllLive() {
        String first = browser.driver().getWindowHandle();
        List<String> tabs = new ArrayList<>();
        for (int tab = 0; tab < TABS; tab++) {
            browser.driver().switchTo().newWindow(WindowType.TAB);
            tabs.add(browser.driver().getWindowHandle());
            browser.go(served.at("experiments/digits"));
        }
        for (String tab : tabs) {
            browser.driver().switchTo().window(tab);
            browser.await(READY + " && window.eigendrift.series('loss', 'sgd')?.x.length > 0");
            browser.driver().close();
        }
        browser.driver().switchTo().window(first);
    }

    @Test
    void keysReachEveryPanelAndMoveItsCursor() {
        browser.size(DESK, HEIGHT, false);
        show("experiments/digits");
        TreeSet<String> expected = new TreeSet<>();
        browser.driver()
                .findElements(By.cssSelector("figure[data-panel]"))
                .forEach(figure -> expected.add(name(figure)));
        TreeSet<String> reached = new TreeSet<>();
        Actions keys = new Actions(browser.driver());
        for (int stop = 0; stop < MOST_STOPS && !reached.equals(expected); stop++) {
            keys.sendKeys(Keys.TAB).perform();
            Object panel = browser.js("const f = document.activeElement.closest('figure[data-panel]');"
                    + " return f && f.dataset.panel + ' ' + f.dataset.optimizer;");
            if (panel != null) {
                reached.add(panel.toString());
            }
        }
        assertThat(expected).contains("loss sgd", "two-times adam", "masses sgd", "identities adam", "nulls sgd");
        assertThat(reached).isEqualTo(expected);

        for (String panel : List.of("loss", "eigenvalues", "displacement", "ipr", "masses", "identities")) {
            plot(panel, "sgd").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
            browser.await("document.getElementById('say').textContent.match(/step [\\d ]+: .*\\d/)");
            browser.js("document.getElementById('say').textContent = ''");
        }
    }

    private static String name(WebElement figure) {
        return figure.getAttribute("data-panel") + " " + figure.getAttribute("data-optimizer");
    }

    private static WebElement plot(String panel, String optimizer) {
        return browser.find(
                By.cssSelector("figure[data-panel='" + panel + "'][data-optimizer='" + optimizer + "'] .plot"));
    }

    @Test
    void keysPinTwoTimesAndTheAddressKeepsThem() {
        show("experiments/digits");
        WebElement map = plot("two-times", "sgd");
        browser.await("window.eigendrift.series('two-times', 'sgd').x.length > 2");
        map.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_UP, Keys.ENTER);
        String pinned = "figure[data-panel='two-times'][data-optimizer='sgd'] .pinned";
        browser.await("document.querySelector(\"" + pinned + "\")?.textContent.includes('Pinned: ')");
        String words = browser.find(By.cssSelector(pinned)).getText();
        assertThat(words).contains("overlap", "angle", "±");
        browser.driver().navigate().refresh();
        browser.await(READY);
        browser.js("arguments[0].scrollIntoView()", plot("two-times", "sgd"));
        browser.await("document.querySelector(\"" + pinned + "\")?.textContent === " + "'" + words + "'");
    }

    @Test
    void keysFilterEventsAndOpenTheLargestOne() {
        show("experiments/digits/events");
        browser.find(By.xpath("//label[span='kind']/select")).sendKeys("checkpoint-taken");
        browser.await("[...document.querySelectorAll('.event')].length > 0 && "
                + "[...document.querySelectorAll('.event span:nth-child(3)')].every(s => s.textContent === "
                + "'checkpoint-taken')");
        browser.find(By.cssSelector(".list")).sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER);
        browser.await("document.querySelector('.one h2')?.textContent.startsWith('checkpoint-taken')");
        assertThat(browser.find(By.cssSelector(".one")).getText())
                .contains("Comes from", "Leads to", "spectrum-measured", "numbers from");
        assertThat(browser.js("return document.querySelectorAll('.one *').length < 600"))
                .as("arrays are told, not listed")
                .isEqualTo(true);
        String opened = browser.driver().getCurrentUrl();
        assertThat(opened).contains("kind=checkpoint-taken", "event=");
        browser.find(By.xpath("//button[starts-with(., 'spectrum-measured')]")).sendKeys(Keys.ENTER);
        browser.await("document.querySelector('.one h2').textContent.startsWith('spectrum-measured')");
    }

    /** Ten pages of events are in memory, but not in the page. */
    @Test
    void onlyTheEventsInViewAreInThePage() {
        show("experiments/digits/events");
        WebElement list = browser.find(By.cssSelector(".list"));
        IntStream.range(0, 5).forEach(i -> {
            list.sendKeys(Keys.END);
            browser.await("true");
        });
        assertThat((Long) browser.js("return document.querySelectorAll('.event').length"))
                .isBetween(5L, 80L);
    }
}
