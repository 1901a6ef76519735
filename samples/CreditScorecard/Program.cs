Console.WriteLine("CreditScorecard");
