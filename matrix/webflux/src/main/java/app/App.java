package app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@SpringBootApplication
@RestController
public class App {

	public static void main(String[] args) {
		SpringApplication.run(App.class, args);
	}

	@GetMapping("/orders")
	Mono<String> orders() {
		return Mono.just("orders");
	}

	@GetMapping(path = "/news", produces = "text/event-stream")
	Flux<String> news() {
		return Flux.just("one", "two");
	}

	/**
	 * May block, where Spring lets it: on another thread than that of the server.
	 */
	@GetMapping("/blocking")
	String blocking() throws InterruptedException {
		Thread.sleep(5);
		return Thread.currentThread().toString();
	}

	@Bean
	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route().GET("/routed", (request) -> ServerResponse.ok().bodyValue("routed")).build();
	}

}
