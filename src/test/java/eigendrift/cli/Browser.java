package eigendrift.cli;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, which reaches this machine alone. */
final class Browser implements AutoCloseable {

    /** How a person gets the browser. */
    private static final String HOW = "sudo apt-get install chromium chromium-driver";

    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Held, since a logger that nobody holds forgets its level. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** A browser; where there is none the test is skipped, or fails if EIGENDRIFT_BROWSER is "required". */
    static Browser open() {
        Optional<File> program =
                PROGRAMS.stream().flatMap(name -> find(name).stream()).findFirst();
        Optional<File> driver = find("chromedriver");
        if (program.isEmpty() || driver.isEmpty()) {
            String missing = "expected chromium and chromedriver on the PATH, found no "
                    + (program.isEmpty() ? "chromium" : "chromedriver") + ". Maybe: " + HOW;
            if ("required".equals(System.getenv("EIGENDRIFT_BROWSER"))) {
                fail(missing);
            }
            abort(missing);
        }
        // It warns that it knows this version's protocol only in part; the parts used are old.
        SELENIUM.setLevel(Level.SEVERE);
        // With both paths given, Selenium asks no server for a browser.
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.get());
        options.addArguments(
                "--headless=new",
                // Chromium refuses to run as root with its sandbox, which is how containers build.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--window-size=1300,900");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get())
                .build();
        ChromeDriver chrome = new ChromeDriver(service, options);
        chrome.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
        return new Browser(chrome);
    }

    private static Optional<File> find(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(folder, program);
            if (Files.isExecutable(file)) {
                return Optional.of(file.toFile());
            }
        }
        return Optional.empty();
    }

    ChromeDriver driver() {
        return driver;
    }

    void go(String address) {
        driver.get(address);
    }

    /** As a phone or a desk shows it. */
    void size(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 700));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The value of an expression, or what the body of a function returns. */
    Object js(String code, Object... arguments) {
        return driver.executeScript(code, arguments);
    }

    /** What an asynchronous function returns; modules of the page can be imported in it. */
    Object async(String body, Object... arguments) {
        Object answer = driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1);"
                        + "(async () => {" + body + "})().then(v => done(v), e => done('failed: ' + e.stack));",
                arguments);
        if (answer instanceof String text && text.startsWith("failed: ")) {
            throw new AssertionError(text);
        }
        return answer;
    }

    WebElement find(By by) {
        return await(
                "an element " + by,
                browser -> browser.driver.findElements(by).stream().findFirst().orElse(null));
    }

    /** Waits until the expression of JavaScript is true. */
    void await(String condition) {
        await(condition, browser -> Boolean.TRUE.equals(browser.js("return Boolean(" + condition + ")")) ? true : null);
    }

    <T> T await(String what, Function<Browser, T> value) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            T found = value.apply(this);
            if (found != null) {
                return found;
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new TimeoutException("not in " + PATIENCE.toSeconds() + " s: " + what + "; console: " + console());
    }

    /** What the pages complained of since the last call. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The network's messages since the last call, as Chrome's protocol writes them. */
    List<String> network() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
