package app;

import java.time.Duration;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@SpringBootApplication
@RestController
public class App {

	private final DatabaseClient client;

	private final ConnectionFactory connections;

	App(DatabaseClient client, ConnectionFactory connections) {
		this.client = client;
		this.connections = connections;
	}

	public static void main(String[] args) {
		SpringApplication.run(App.class, args);
	}

	@GetMapping("/orders")
	Mono<String> orders() {
		return this.client.sql("select 'orders'").map((row) -> row.get(0, String.class)).one();
	}

	@GetMapping("/missing")
	Mono<Long> missing() {
		return this.client.sql("insert into missing values (1)").fetch().rowsUpdated();
	}

	@GetMapping("/hold")
	Mono<String> hold() {
		return Mono.usingWhen(this.connections.create(),
				(connection) -> Mono.from(connection.createStatement("select 'held'").execute())
					.then(Mono.delay(Duration.ofMinutes(1)))
					.thenReturn("held"),
				Connection::close);
	}

}
