package dev.monitor.concurrency.reactive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.monitor.access.AccessEvents;
import dev.monitor.access.netty.NettyAccessLog;
import dev.monitor.access.reactive.ArrivalWebFilter;
import dev.monitor.concurrency.AdmissionRules;
import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.DeadlineHeader;
import dev.monitor.concurrency.LimitBounds;
import dev.monitor.concurrency.LimitSettings;
import dev.monitor.concurrency.MaxWaiting;
import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.QueueOrder;
import dev.monitor.concurrency.RejectionAnswers;
import dev.monitor.concurrency.RetryAfter;
import dev.monitor.concurrency.SlowBody;
import dev.monitor.concurrency.Streaming;
import dev.monitor.concurrency.servlet.RawConnection;
import dev.monitor.event.UrlPolicy;
import dev.monitor.http.reactive.NettyAttributes;
import dev.monitor.http.reactive.RequestAttributes;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * A server under load in a JVM in which BlockHound watches all event loops. Prints what
 * has blocked one inside of Monitor, and ends. The JVM is its own because what BlockHound
 * does to one cannot be undone.
 */
final class WatchedServer {

	private static final int CLIENTS = 12;

	private static final int REQUESTS = 60;

	private static final Pattern OTHERS = Pattern
		.compile("io\\.netty\\.|reactor\\.(?!blockhound)|org\\.springframework\\.");

	private static final AtomicInteger SLOW = new AtomicInteger();

	private static final Queue<String> BLOCKED = new ConcurrentLinkedQueue<>();

	private WatchedServer() {
	}

	public static void main(String[] args) throws Exception {
		BlockHound.builder()
			.loadIntegrations()
			// a lock that is held for some hundred nanoseconds, for no I/O and no other
			// wait
			.allowBlockingCallsInside("dev.monitor.concurrency.ConcurrencyLimiter", "enqueue")
			.allowBlockingCallsInside("dev.monitor.concurrency.ConcurrencyLimiter", "withdraw")
			.allowBlockingCallsInside("dev.monitor.concurrency.ConcurrencyLimiter", "handOver")
			.allowBlockingCallsInside("dev.monitor.concurrency.ConcurrencyLimiter", "dismissOverdue")
			.blockingMethodCallback((method) -> note())
			.install();
		checkThatItWatches();
		ConcurrencyLimit limit = new ConcurrencyLimit(new LimitSettings(Mode.ENFORCE, Algorithm.FIXED,
				new LimitBounds(2, 1, 100), new MaxWaiting(3, null), Duration.ofMillis(8), QueueOrder.FIFO),
				java.time.Clock.systemUTC(), System::nanoTime);
		LoopResources loops = LoopResources.create("watched", 2, true);
		DisposableServer server = start(limit, loops);
		load(server.port());
		server.disposeNow();
		loops.dispose();
		System.out.println("blocked " + BLOCKED.stream().distinct().toList());
		System.out.println("slow " + (SLOW.get() > 0));
		System.out.println("outcomes " + limit.report().totals());
		System.out.println("left " + limit.limiter().active() + " " + limit.limiter().waiting());
		System.exit(0);
	}

	private static DisposableServer start(ConcurrencyLimit limit, LoopResources loops) {
		Exclusions exclusions = new Exclusions((path) -> false, null);
		Rejections rejections = new Rejections(new RejectionAnswers(503, new RetryAfter(Duration.ofSeconds(1),
				Duration.ofSeconds(2), System::nanoTime, ThreadLocalRandom::current)),
				new CorsHeaders(List::of, List::of));
		RequestAttributes attributes = new NettyAttributes();
		HttpHandler handler = WebHttpHandlerBuilder.webHandler(WatchedServer::serve)
			.filter(new ArrivalWebFilter(attributes),
					new ConcurrencyLimitWebFilter(exclusions, new AdmissionRules(limit, new DeadlineHeader("X-Left")),
							rejections, Streaming.RELEASE, List.of(new NettyServer()), attributes))
			.build();
		ReactorHttpHandlerAdapter adapter = new ReactorHttpHandlerAdapter(
				new PacedHttpHandler(handler, new SlowBody(Duration.ofMillis(20), 1000), System::nanoTime));
		NettyAccessLog log = new NettyAccessLog(new AccessEvents(UrlPolicy.REDACTED, (path) -> false, null), "");
		return log.observe(HttpServer.create().host("127.0.0.1").port(0).runOn(loops)).handle(adapter).bindNow();
	}

	private static Mono<Void> serve(ServerWebExchange exchange) {
		byte[] body = "served".getBytes(StandardCharsets.UTF_8);
		Mono<Long> work = exchange.getRequest().getPath().value().equals("/slow") ? Mono.delay(Duration.ofMillis(4))
				: Mono.just(0L);
		Mono<Void> read = exchange.getRequest().getBody().doOnNext(DataBufferUtils::release).then();
		return read.then(work)
			.then(Mono.defer(() -> exchange.getResponse()
				.writeWith(Mono.fromSupplier(() -> exchange.getResponse().bufferFactory().wrap(body)))));
	}

	private static void load(int port) throws InterruptedException {
		List<Thread> clients = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			Thread client = new Thread(() -> ask(port));
			clients.add(client);
			client.start();
		}
		for (Thread client : clients) {
			client.join();
		}
	}

	private static void ask(int port) {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		int asked = 0;
		while (asked < REQUESTS) {
			try (RawConnection connection = new RawConnection(port)) {
				while (asked++ < REQUESTS) {
					String path = random.nextBoolean() ? "/slow" : "/quick";
					boolean withholding = random.nextInt(20) == 0;
					connection.write(withholding ? RawConnection.request("POST", path, "Content-Length: 9") + "some"
							: RawConnection.request("POST", path, "Content-Length: 4") + "some");
					if (random.nextInt(4) == 0) {
						connection.reset();
						break;
					}
					int status = connection.read().status();
					if (status == 408) {
						SLOW.incrementAndGet();
					}
					if (withholding) {
						break;
					}
				}
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		}
	}

	private static void checkThatItWatches() {
		Mono.fromRunnable(WatchedServer::sleep).subscribeOn(Schedulers.parallel()).block();
		if (BLOCKED.isEmpty()) {
			throw new IllegalStateException("Nothing is watched");
		}
		BLOCKED.clear();
	}

	private static void sleep() {
		try {
			TimeUnit.MILLISECONDS.sleep(1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Note what of Monitor has called, through loggers and the JDK perhaps. What others
	 * do that Monitor has called is theirs.
	 */
	private static void note() {
		List<String> frames = Stream.of(Thread.currentThread().getStackTrace())
			.map(StackTraceElement::toString)
			.filter((frame) -> !frame.contains("WatchedServer.note") && !frame.contains("WatchedServer.lambda$main"))
			.toList();
		frames.stream()
			.filter((frame) -> OTHERS.matcher(frame).find() || frame.contains("dev.monitor."))
			.findFirst()
			.filter((frame) -> frame.contains("dev.monitor."))
			.ifPresent((frame) -> BLOCKED.add(frames.toString()));
	}

}
