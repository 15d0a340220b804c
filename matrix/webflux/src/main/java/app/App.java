package app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
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

}
